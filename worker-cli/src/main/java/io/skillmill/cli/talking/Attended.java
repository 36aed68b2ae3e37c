package io.skillmill.cli.talking;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A stream that is closed when nothing has come for so long: whoever sends it may have vanished
 * without a word.
 */
final class Attended extends FilterInputStream {

  private final CountDownLatch ended = new CountDownLatch(1);
  private final long silenceNanos;
  private volatile long heardNanos = System.nanoTime();
  private volatile boolean silent;

  Attended(InputStream in, Duration silenceMax) {
    super(in);
    this.silenceNanos = silenceMax.toNanos();
    Thread.ofVirtual().name("attendant").start(this::attend);
  }

  private void attend() {
    try {
      long left = silenceNanos;
      while (!ended.await(left, TimeUnit.NANOSECONDS)) {
        left = silenceNanos - (System.nanoTime() - heardNanos);
        if (left <= 0) {
          silent = true;
          in.close();
          return;
        }
      }
    } catch (InterruptedException | IOException _) {
      // Nobody interrupts it, and what cannot be closed is closed.
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    try {
      int read = super.read(bytes, from, most);
      if (silent) {
        throw new IOException("the stream was closed");
      }
      heardNanos = System.nanoTime();
      return read;
    } catch (IOException e) {
      throw silent ? new IOException("nothing came for too long", e) : e;
    }
  }

  @Override
  public void close() throws IOException {
    ended.countDown();
    super.close();
  }
}
