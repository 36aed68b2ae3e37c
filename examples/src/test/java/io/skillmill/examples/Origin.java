package io.skillmill.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A web server of the test's own on this machine, with pages that it is told. */
final class Origin implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  /** A path that gives no answer before the test lets it. */
  static final String HELD = "/held";

  private record Page(String head, String text, Charset charset) {}

  private final ServerSocket server;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch let = new CountDownLatch(1);

  private Origin(ServerSocket server) {
    this.server = server;
  }

  static Origin open() throws IOException {
    var origin = new Origin(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(origin::serve);
    return origin;
  }

  /** The address of a path. */
  String at(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getLocalPort(), path);
  }

  Origin page(String path, String type, String body) {
    return page(path, "200 OK", type, body, StandardCharsets.UTF_8);
  }

  Origin page(String path, String status, String type, String body, Charset charset) {
    pages.put(path, new Page(status + "\r\nContent-Type: " + type, body, charset));
    return this;
  }

  Origin redirect(String path, String to) {
    pages.put(path, new Page("302 Found\r\nLocation: " + to, "", UTF_8));
    return this;
  }

  /** Waits until somebody has asked for what is held. */
  void awaitAsked() throws InterruptedException {
    if (!asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("Nobody asked for " + HELD);
    }
  }

  void let() {
    let.countDown();
  }

  private void serve() {
    try {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      var first = in.readLine();
      if (first == null) {
        return;
      }
      String path = first.split(" ", -1)[1];
      skip(in);
      if (path.equals(HELD)) {
        asked.countDown();
        let.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      write(socket.getOutputStream(), pages.getOrDefault(path, ABSENT));
    } catch (IOException _) {
      // Whoever asked is gone.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final Page ABSENT =
      new Page("404 Not Found\r\nContent-Type: text/plain", "no such page", UTF_8);

  /** Reads a request to its end; its body holds signs of one byte each. */
  private static void skip(BufferedReader in) throws IOException {
    int length = 0;
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
      line = in.readLine();
    }
    while (length > 0 && in.read() >= 0) {
      length--;
    }
  }

  private static void write(OutputStream out, Page page) throws IOException {
    byte[] body = page.text().getBytes(page.charset());
    var head =
        "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(page.head(), body.length);
    out.write(head.getBytes(UTF_8));
    out.write(body);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    let.countDown();
    server.close();
  }
}
