package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.store.LocalSkillStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that are no request get an answer in the form that all answers have. */
@Timeout(60)
class FallbackTest {

  private static final int HEADER_BYTES_MAX = 16 << 10;
  private static final int READ_MAX_MILLIS = 20_000;

  private final List<Throwable> broken = new ArrayList<>();

  @Test
  void what_cannot_be_read_is_answered_in_json_and_ends_the_connection(@TempDir Path directory)
      throws IOException {
    var settings = new Settings("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, "test");
    try (var local = LocalSkillStore.open(directory.resolve("store.db"));
        var host = StoreHost.open(local, settings, broken::add)) {
      assertRefused(host, "400", "GARBAGE\r\n\r\n");
      assertRefused(host, "400", "GET /v1/counts HTTP/1.1\r\nHost : x\r\n\r\n");
      assertRefused(host, "400", "GET /v1/counts HTTP/1.1\r\n\r\n");
      assertRefused(host, "400", "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertRefused(host, "505", "GET / HTTP/7.1\r\nHost: localhost\r\n\r\n");
      var long1 = "x".repeat(2 * HEADER_BYTES_MAX);
      assertRefused(host, "414", "GET /" + long1 + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertRefused(
          host,
          "431",
          "GET /v1/counts HTTP/1.1\r\nHost: localhost\r\nX-Long: " + long1 + "\r\n\r\n");
    }
    assertThat(broken).isEmpty();
  }

  private static void assertRefused(StoreHost host, String status, String request)
      throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
      socket.setSoTimeout(READ_MAX_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .as(request.substring(0, Math.min(60, request.length())))
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("Content-Type: application/json")
          .contains("\"kind\":")
          .contains("\"remedy\":")
          .doesNotContain("jetty", "<html");
    }
  }
}
