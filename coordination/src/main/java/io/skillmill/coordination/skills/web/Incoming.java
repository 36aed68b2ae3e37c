package io.skillmill.coordination.skills.web;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** What comes in on a connection, until the deadline and no longer, however slowly it drips. */
final class Incoming extends InputStream {

  static final int LINE_BYTES_MAX = 16_384;

  private final InputStream buffered;

  Incoming(Socket socket, Deadline deadline) throws IOException {
    InputStream raw = socket.getInputStream();
    this.buffered =
        new BufferedInputStream(
            new InputStream() {
              @Override
              public int read() throws IOException {
                socket.setSoTimeout(deadline.leftMillis());
                return raw.read();
              }

              @Override
              public int read(byte[] into, int offset, int length) throws IOException {
                socket.setSoTimeout(deadline.leftMillis());
                return raw.read(into, offset, length);
              }
            },
            16_384);
  }

  @Override
  public int read() throws IOException {
    return buffered.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return buffered.read(into, offset, length);
  }

  /** Up to the end of the line, which is taken too. */
  String line() throws IOException {
    var line = new StringBuilder();
    for (int c = read(); c != '\n'; c = read()) {
      if (c < 0) {
        throw new EOFException("The answer ends within a line");
      }
      if (line.length() >= LINE_BYTES_MAX) {
        throw new IOException("A line of the answer is too long");
      }
      line.append((char) c);
    }
    int end = line.length();
    if (end > 0 && line.charAt(end - 1) == '\r') {
      line.setLength(end - 1);
    }
    return line.toString();
  }
}
