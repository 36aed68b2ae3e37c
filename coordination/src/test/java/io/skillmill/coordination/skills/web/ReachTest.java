package io.skillmill.coordination.skills.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which addresses are those of the public internet. */
class ReachTest {

  @Test
  void public_addresses_are_told_from_others() {
    for (var address : List.of("1.1.1.1", "172.32.0.1", "2606:4700::1111", "64:ff9b::101:101")) {
      assertThat(Reach.isPublic(InetAddress.ofLiteral(address))).as(address).isTrue();
    }
    for (var address :
        List.of(
            "100.64.0.1",
            "198.19.0.1",
            "255.255.255.255",
            "ff02::1",
            "2001:db8::1",
            "2606:4700::5efe:a00:1",
            "::127.0.0.1")) {
      assertThat(Reach.isPublic(InetAddress.ofLiteral(address))).as(address).isFalse();
    }
  }
}
