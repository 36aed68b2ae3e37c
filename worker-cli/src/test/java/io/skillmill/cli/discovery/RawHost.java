package io.skillmill.cli.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A host of somebody else: it answers letter for letter what the test wants, or not at all. */
final class RawHost implements AutoCloseable {

  /** How a connection begins that is to be a safe one. */
  private static final int TLS_HELLO = 0x16;

  private final ServerSocket socket;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  // Guarded by itself.
  private final List<String> requests = new ArrayList<>();

  RawHost() {
    this(0);
  }

  RawHost(int port) {
    try {
      socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /** What comes for this path; 404 for all others. */
  RawHost answer(String path, String head, String body) {
    answers.put(
        path,
        "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(head, body.getBytes(StandardCharsets.UTF_8).length, body));
    return this;
  }

  /** Takes the question and keeps silent. */
  RawHost silence(String path) {
    answers.put(path, "");
    return this;
  }

  /** Begins to answer, and keeps silent in the middle. */
  RawHost half(String path) {
    answers.put(path, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
    return this;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> talk(connection));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void talk(Socket connection) {
    try (connection) {
      String head = head(connection);
      synchronized (requests) {
        requests.add(head);
      }
      String path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/"));
      String answer =
          answers.getOrDefault(
              path, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      if (!answer.contains("Connection: close")) {
        int _ = connection.getInputStream().read(); // until the other end gives up
      }
    } catch (IOException _) {
      // The other end went away, as some tests want it to.
    }
  }

  private static String head(Socket connection) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = connection.getInputStream().read();
      if (next < 0 || next == TLS_HELLO) {
        throw new IOException("the request broke off, or is none");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
