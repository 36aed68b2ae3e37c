package io.skillmill.cli.mcp;

import io.skillmill.cli.tools.ToolHost;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection that the test reads byte by byte, and cuts when it likes. */
final class RawLine implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final StringBuilder text = new StringBuilder();

  private RawLine(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  static RawLine open(ToolHost host) throws IOException {
    return at(host.url());
  }

  static RawLine at(String url) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new RawLine(socket);
  }

  void post(String body, String... headers) throws IOException {
    var head = new StringBuilder("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    head.append("Accept: application/json, text/event-stream\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    send(head.toString());
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void get(String accept) throws IOException {
    get("/mcp", accept);
  }

  void get(String target, String accept) throws IOException {
    send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: " + accept + "\r\n\r\n");
  }

  private void send(String head) throws IOException {
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Everything up to this, which is taken off; fails where the stream ends before. */
  String readUntil(String end) throws IOException {
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The stream ended with: " + text);
      }
      text.append((char) next);
    }
    int after = text.indexOf(end) + end.length();
    String read = text.substring(0, after);
    text.delete(0, after);
    return read;
  }

  /** The rest, up to its end. */
  String rest() throws IOException {
    for (int next = in.read(); next >= 0; next = in.read()) {
      text.append((char) next);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
