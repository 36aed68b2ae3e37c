package io.skillmill.coordination.skills.bundled.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that says word for word what a test gives it, sound HTTP or not. */
final class FixtureServer implements AutoCloseable {

  private final ServerSocket socket;
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  FixtureServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(port(), path);
  }

  /** What was asked, with all headers. */
  List<String> heads() {
    return heads;
  }

  /** Answers word for word; without an end where the words end with three dots. */
  void put(String path, byte[] answer) {
    answers.put(path, answer);
  }

  void head(String path, String head, byte[] body) {
    byte[] first =
        "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(head, body.length)
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = java.util.Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, whole, first.length, body.length);
    put(path, whole);
  }

  void html(String path, String html) {
    head(
        path,
        "200 OK\r\nContent-Type: text/html; charset=utf-8",
        html.getBytes(StandardCharsets.UTF_8));
  }

  void moved(String path, String location) {
    head(path, "302 Found\r\nLocation: " + location, new byte[0]);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket caller = socket.accept();
        Thread.ofVirtual().start(() -> answer(caller));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void answer(Socket caller) {
    try (caller) {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = caller.getInputStream().read();
        if (c < 0) {
          return;
        }
        head.append((char) c);
      }
      heads.add(head.toString());
      byte[] answer = answers.get(head.toString().split(" ", 3)[1]);
      if (answer == null) {
        answer =
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8);
      }
      caller.getOutputStream().write(answer);
      caller.getOutputStream().flush();
      if (new String(answer, StandardCharsets.ISO_8859_1).endsWith("...")) {
        caller.getInputStream().read(); // until the other side has had enough
      }
    } catch (IOException _) {
      // The other side has gone.
    }
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
