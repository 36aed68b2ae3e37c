package io.skillmill.coordination.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.wire.Gzip;
import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a server does, the client comes back in time, and says what happened. */
@Timeout(60)
class LineTest {

  private static final Duration QUIET = Duration.ofMillis(300);
  private static final String HEAD = "HTTP/1.1 200 OK\r\nSkillmill-Protocol: 1\r\n";

  /** What a server does with a connection. */
  private interface Manners {
    void with(Socket socket) throws Exception;
  }

  private final CountDownLatch over = new CountDownLatch(1);
  private final ServerSocket server = open();

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    over.countDown();
    server.close();
  }

  private URI serve(Manners manners) {
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try {
              var socket = server.accept();
              Thread.ofVirtual().start(() -> serve(socket, manners));
            } catch (IOException e) {
              return;
            }
          }
        });
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private static void serve(Socket socket, Manners manners) {
    try (socket) {
      manners.with(socket);
    } catch (Exception e) {
      // The client has gone, as it should.
    }
  }

  private static void readHead(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("gone");
      }
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
  }

  private static void say(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void fails(Manners manners) {
    var url = serve(manners);
    try (var line = new Line(url, Optional.empty())) {
      var letter = Letter.of("GET", "/v1/counts", Optional.empty()).within(QUIET);
      long start = System.nanoTime();
      assertThatThrownBy(() -> line.carry(letter, Optional.empty()))
          .isInstanceOf(IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void a_server_that_never_answers_is_given_up() {
    fails(socket -> over.await());
  }

  @Test
  void a_server_that_falls_silent_in_the_middle_of_a_body_is_given_up() {
    fails(socket -> {
      readHead(socket);
      say(socket, HEAD + "Content-Length: 100\r\n\r\n{\"queued\"");
      over.await();
    });
  }

  @Test
  void a_server_that_trickles_is_given_up() {
    fails(socket -> {
      readHead(socket);
      say(socket, HEAD + "Content-Length: 1000000\r\n\r\n");
      while (!over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        say(socket, " ");
      }
    });
  }

  @Test
  void a_server_that_breaks_off_is_noticed() {
    fails(socket -> {
      readHead(socket);
      say(socket, HEAD + "Content-Length: 100\r\n\r\n{");
    });
  }

  @Test
  void what_is_no_http_is_noticed() {
    fails(socket -> say(socket, "SSH-2.0-OpenSSH\r\n"));
  }

  @Test
  void an_answer_without_end_is_cut_off() {
    fails(socket -> {
      readHead(socket);
      say(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\n");
      String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
      while (over.getCount() > 0) {
        say(socket, chunk);
      }
    });
  }

  @Test
  void an_answer_that_swells_is_cut_off() {
    byte[] bomb = Gzip.pack(new byte[Wire.BODY_BYTES_MAX + 1]);
    fails(socket -> {
      readHead(socket);
      say(
          socket,
          HEAD + "Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n".formatted(bomb.length));
      socket.getOutputStream().write(bomb);
    });
  }

  @Test
  void another_kind_of_server_is_told_from_a_store() {
    var url =
        serve(socket -> {
          readHead(socket);
          say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        });

    assertThatThrownBy(() -> Link.open(url.toString(), Optional.empty()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().kind()).isEqualTo(Problem.Kind.STORE);
              assertThat(e.problem().what()).contains("is not a skillmill server");
            });
  }

  @Test
  void an_answer_of_another_shape_is_told() {
    var url =
        serve(socket -> {
          readHead(socket);
          say(socket, HEAD + "Content-Length: 16\r\n\r\n{\"protocol\":\"1\"}");
        });

    assertThatThrownBy(() -> Link.open(url.toString(), Optional.empty()))
        .hasMessageContaining("cannot be read: The field 'version' is missing");
  }

  @Test
  void an_address_that_cannot_be_one_is_refused_with_the_remedy() {
    for (String address :
        new String[] {"http://", "http:///x", "http://a b", "ftp://a", "http://h?x"}) {
      assertThatThrownBy(() -> Link.open(address, Optional.empty()))
          .as(address)
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE));
    }
    assertThatThrownBy(() -> Link.open("http://me:secret@h", Optional.empty()))
        .hasMessageContaining("SKILLMILL_TOKEN")
        .hasMessageNotContaining("secret@");
  }

  @Test
  void a_slow_link_that_gets_on_is_waited_for() throws Exception {
    var url =
        serve(socket -> {
          readHead(socket);
          say(socket, HEAD + "Content-Length: 60000\r\n\r\n");
          for (int piece = 0; piece < 10; piece++) {
            over.await(100, java.util.concurrent.TimeUnit.MILLISECONDS);
            say(socket, " ".repeat(6000));
          }
        });
    try (var line = new Line(url, Optional.empty())) {
      var letter = Letter.of("GET", "/v1/counts", Optional.empty()).within(QUIET);
      assertThat(line.carry(letter, Optional.empty()).body()).hasSize(60_000);
    }
  }
}
