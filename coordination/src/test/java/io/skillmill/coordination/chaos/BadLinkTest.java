package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bad link is bad in the ways it says, and in no other. */
@Timeout(60)
final class BadLinkTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int SHORT_MILLIS = 200;

  private final LinkedBlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
  private ServerSocket server;
  private BadLink link;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    link = BadLink.to((InetSocketAddress) server.getLocalSocketAddress());
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    server.close();
  }

  /** Says every byte back, and notes it; the end of a connection is noted as -1. */
  private void serve() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> echo(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void echo(Socket socket) {
    try (socket) {
      for (int read = socket.getInputStream().read(); ; read = socket.getInputStream().read()) {
        heard.add(read);
        if (read < 0) {
          return;
        }
        socket.getOutputStream().write(read);
      }
    } catch (IOException e) {
      heard.add(-1);
    }
  }

  private Socket client() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), link.port());
  }

  private static int ask(Socket client, int what) throws IOException {
    client.getOutputStream().write(what);
    return client.getInputStream().read();
  }

  private static void hearNothing(Socket client) throws IOException {
    client.setSoTimeout(SHORT_MILLIS);
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(0);
  }

  private int served() throws InterruptedException {
    var next = heard.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(next).as("something the server hears").isNotNull();
    return next;
  }

  @Test
  void what_passes_comes_through_both_ways_and_so_does_the_end() throws Exception {
    try (var client = client()) {
      assertThat(ask(client, 7)).isEqualTo(7);
      assertThat(served()).isEqualTo(7);
      assertThat(link.connections()).isEqualTo(1);
    }
    assertThat(served()).isEqualTo(-1);
    assertThat(link.lost()).isZero();
  }

  @Test
  void what_is_stalled_arrives_when_the_link_is_healed() throws Exception {
    try (var client = client()) {
      assertThat(ask(client, 1)).isEqualTo(1);
      link.mode(BadLink.Mode.STALL);
      client.getOutputStream().write(2);
      hearNothing(client);
      link.heal();
      assertThat(client.getInputStream().read()).isEqualTo(2);
      assertThat(link.lost()).isZero();
    }
  }

  @Test
  void what_is_swallowed_never_arrives_and_the_connection_ends_when_the_link_is_healed()
      throws Exception {
    try (var client = client()) {
      assertThat(ask(client, 1)).isEqualTo(1);
      assertThat(served()).isEqualTo(1);
      link.mode(BadLink.Mode.SWALLOW);
      client.getOutputStream().write(2);
      assertThat(link.awaitLost(1, SOON)).isTrue();
      hearNothing(client);
      assertThat(heard).isEmpty();
      link.heal();
      assertThatThrownBy(() -> ask(client, 3)).isInstanceOf(SocketException.class);
    }
    try (var next = client()) {
      assertThat(ask(next, 4)).isEqualTo(4);
    }
  }

  @Test
  void a_lost_reply_leaves_the_request_done() throws Exception {
    try (var client = client()) {
      link.mode(BadLink.Mode.LOSE_REPLIES);
      client.getOutputStream().write(5);
      assertThat(served()).isEqualTo(5);
      assertThat(link.awaitLost(1, SOON)).isTrue();
      hearNothing(client);
    }
  }

  @Test
  void half_open_means_that_the_server_knows_and_the_client_does_not() throws Exception {
    try (var client = client()) {
      assertThat(ask(client, 1)).isEqualTo(1);
      assertThat(served()).isEqualTo(1);
      link.mode(BadLink.Mode.HALF_OPEN);
      assertThat(served()).isEqualTo(-1);
      client.getOutputStream().write(2);
      hearNothing(client);
    }
  }

  @Test
  void a_cut_is_met_as_a_reset() throws Exception {
    try (var client = client()) {
      assertThat(ask(client, 1)).isEqualTo(1);
      assertThat(link.cut()).isEqualTo(1);
      assertThatThrownBy(() -> ask(client, 2)).isInstanceOf(SocketException.class);
      assertThat(link.connections()).isZero();
    }
  }

  @Test
  void who_comes_while_it_refuses_is_turned_away() throws Exception {
    try (var before = client()) {
      assertThat(ask(before, 1)).isEqualTo(1);
      link.mode(BadLink.Mode.REFUSE);
      assertThatThrownBy(
              () -> {
                try (var late = client()) {
                  assertThat(ask(late, 2)).isEqualTo(-1);
                  throw new SocketException("turned away without a reset");
                }
              })
          .isInstanceOf(SocketException.class);
      assertThat(ask(before, 3)).isEqualTo(3);
    }
  }

  @Test
  void a_delay_is_felt_each_way() throws Exception {
    try (var client = client()) {
      link.delay(Duration.ofMillis(60));
      long start = System.nanoTime();
      assertThat(ask(client, 1)).isEqualTo(1);
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(120_000_000L);
    }
  }
}
