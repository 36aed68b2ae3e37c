package io.skillmill.db.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FixedPortTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void the_system_gives_it_to_nobody_who_connects() throws IOException {
    int first = Integer.parseInt(range().split("\\s+", 2)[0]);

    var ports = IntStream.range(0, 50).map(n -> port()).boxed().toList();

    assertThat(ports).allMatch(port -> port < first);
  }

  /** The kernel gives this file in one read or not at all, so it cannot be read piece by piece. */
  private static String range() throws IOException {
    var buffer = new byte[64];
    try (var file = Files.newInputStream(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))) {
      int length = file.read(buffer);
      return new String(buffer, 0, length, StandardCharsets.US_ASCII);
    }
  }

  private static int port() {
    try {
      return FixedPort.pick();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
