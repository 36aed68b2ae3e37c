package io.skillmill.coordination.skills.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of one answer: a number of them that was told, or pieces that each tell theirs. */
final class Body extends InputStream {

  private final Incoming incoming;
  private final boolean inPieces;
  private long left;
  private boolean over;

  private Body(Incoming incoming, boolean inPieces, long left) {
    this.incoming = incoming;
    this.inPieces = inPieces;
    this.left = left;
  }

  static Body ofLength(Incoming incoming, long bytes) {
    return new Body(incoming, false, bytes);
  }

  static Body inPieces(Incoming incoming) {
    return new Body(incoming, true, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !over) {
      next();
    }
    if (over) {
      return -1;
    }
    int read = incoming.read(into, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("The answer ends too early");
    }
    left -= read;
    if (left == 0 && inPieces) {
      incoming.line();
    }
    return read;
  }

  private void next() throws IOException {
    if (inPieces) {
      String size = incoming.line().split(";", 2)[0].strip();
      left = size.length() <= 8 ? parsed(size) : -1;
      if (left < 0) {
        throw new IOException("A piece of the answer has no size");
      }
    }
    over = left == 0;
  }

  private static long parsed(String hex) {
    try {
      return Long.parseLong(hex, 16);
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
