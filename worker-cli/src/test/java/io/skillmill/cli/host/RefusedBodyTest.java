package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.store.LocalSkillStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who sends a large body before it listens still hears why nobody wanted it. */
@Timeout(60)
class RefusedBodyTest {

  private static final Limits SMALL = new Limits(3 << 20, 8, 1, 1, 1, Duration.ofSeconds(20));

  /** More than the buffers of a connection take. */
  private static final int BODY_BYTES = 48 << 20;

  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String EXPECT = "Expect: 100-continue\r\nConnection";

  @TempDir Path directory;

  /** All that came back, after all was sent. */
  private static String exchange(int port, String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      var chunk = new byte[1 << 20];
      for (int sent = 0; sent < BODY_BYTES; sent += chunk.length) {
        out.write(chunk);
      }
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String head(String path, int length) {
    return """
    POST %s HTTP/1.1\r
    Host: 127.0.0.1\r
    Content-Type: application/json\r
    Content-Length: %d\r
    Connection: close\r
    \r
    """
        .formatted(path, length);
  }

  private String answer(Optional<String> token, String head) throws IOException {
    var settings = new Settings("127.0.0.1", 0, token, SMALL, "test");
    try (var store = LocalSkillStore.open(directory.resolve("store.db"));
        var host = StoreHost.open(store, settings, Throwable::printStackTrace)) {
      return exchange(host.port(), head);
    }
  }

  @Test
  void too_large() throws Exception {
    assertThat(answer(Optional.empty(), head("/v1/queues/pause", BODY_BYTES)))
        .startsWith("HTTP/1.1 413 ")
        .contains("3145728 bytes");
  }

  @Test
  void without_the_token() throws Exception {
    assertThat(answer(Optional.of("a-token-of-some-length"), head("/v1/tasks", BODY_BYTES)))
        .startsWith("HTTP/1.1 401 ");
  }

  @Test
  void where_there_is_nothing() throws Exception {
    assertThat(answer(Optional.empty(), head("/no/such/path", BODY_BYTES)))
        .startsWith("HTTP/1.1 404 ");
  }

  @Test
  void a_body_without_an_end_is_not_read_for_ever() throws Exception {
    var settings = new Settings("127.0.0.1", 0, Optional.empty(), SMALL, "test");
    try (var store = LocalSkillStore.open(directory.resolve("store.db"));
        var host = StoreHost.open(store, settings, Throwable::printStackTrace);
        var socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
      var out = socket.getOutputStream();
      var head = head("/no/such/path", BODY_BYTES).replaceFirst("Content-Length: [0-9]+", CHUNKED);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      var chunk = ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(StandardCharsets.US_ASCII);

      assertThatThrownBy(
              () -> {
                while (true) {
                  out.write(chunk);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void who_asks_first_whether_to_send_is_told_at_once() throws Exception {
    var settings = new Settings("127.0.0.1", 0, Optional.empty(), SMALL, "test");
    try (var store = LocalSkillStore.open(directory.resolve("store.db"));
        var host = StoreHost.open(store, settings, Throwable::printStackTrace);
        var socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
      var head = head("/v1/queues/pause", BODY_BYTES).replaceFirst("Connection", EXPECT);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 413 ");
    }
  }
}
