package io.skillmill.parsers.pipes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines a process writes, read on a thread of their own, because reading from a pipe cannot be
 * interrupted. One line is held at a time; a process that writes more waits until it is taken.
 */
public final class Lines {

  private static final int CHUNK = 1 << 16;

  /** What was read. */
  public sealed interface Heard {
    /** A line without its end. */
    final class Line implements Heard {
      private final byte[] bytes;

      private Line(byte[] bytes) {
        this.bytes = bytes;
      }

      public byte[] bytes() {
        return bytes;
      }
    }

    /** The stream has ended, perhaps in the middle of a line. */
    record End() implements Heard {}

    /** The line is longer than allowed; nothing more is read. */
    record TooLong() implements Heard {}
  }

  private final InputStream in;
  private final int lineBytesMax;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(1);
  private final Thread thread;

  private Lines(String name, InputStream in, int lineBytesMax) {
    this.in = in;
    this.lineBytesMax = lineBytesMax;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::read);
  }

  public static Lines of(String name, InputStream in, int lineBytesMax) {
    var lines = new Lines(name, in, lineBytesMax);
    lines.thread.start();
    return lines;
  }

  /** The next line, or null where none came in time. */
  public @Nullable Heard next(Duration limit) throws InterruptedException {
    return heard.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether something was written that nobody has taken. */
  public boolean waiting() {
    return !heard.isEmpty();
  }

  /** Ends the reading where it waits for a line to be taken. */
  public void close() {
    thread.interrupt();
  }

  private void read() {
    try (var buffered = new BufferedInputStream(in, CHUNK)) {
      for (Heard each = line(buffered); ; each = line(buffered)) {
        heard.put(each);
        if (!(each instanceof Heard.Line)) {
          return;
        }
      }
    } catch (IOException e) {
      var _ = heard.offer(new Heard.End()); // a process that was ended; nobody waits any more
    } catch (InterruptedException e) {
      // closed
    }
  }

  private Heard line(InputStream from) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int each = from.read(); each >= 0; each = from.read()) {
      if (each == '\n') {
        return new Heard.Line(line.toByteArray());
      }
      if (line.size() == lineBytesMax) {
        return new Heard.TooLong();
      }
      line.write(each);
    }
    return new Heard.End();
  }
}
