package io.skillmill.parsers.pipes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Keeps the last words of an endless stream, read on a thread of its own. Thread-safe. */
public final class Tail {

  public static final int BYTES_MAX = 2_000;

  private static final int CHUNK = 1 << 13;
  private static final long LAST_WORDS_MILLIS = 200;

  /** Of a longer line the start is told, and the rest as lines of its own. */
  private static final int LINE_BYTES_MAX = 4_000;

  private final Consumer<String> each;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final byte[] ring = new byte[BYTES_MAX];
  private final Thread thread;
  private long total;

  private Tail(String name, InputStream in, Consumer<String> each) {
    this.each = each;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> read(in));
  }

  public static Tail of(String name, InputStream in) {
    return of(name, in, _ -> {});
  }

  /** The same, and tells each line to somebody, on the thread that reads. */
  public static Tail of(String name, InputStream in, Consumer<String> each) {
    var tail = new Tail(name, in, each);
    tail.thread.start();
    return tail;
  }

  private void read(InputStream in) {
    byte[] chunk = new byte[CHUNK];
    try (in) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        keep(chunk, n);
        tell(chunk, n);
      }
      tell(new byte[] {'\n'}, 1);
    } catch (IOException _) {
      // The process was ended; what it said so far is kept.
    }
  }

  private void tell(byte[] chunk, int n) {
    for (int i = 0; i < n; i++) {
      if (chunk[i] == '\n' || line.size() >= LINE_BYTES_MAX) {
        each.accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
      }
      if (chunk[i] != '\n') {
        line.write(chunk[i]);
      }
    }
  }

  private synchronized void keep(byte[] chunk, int n) {
    for (int i = Math.max(0, n - BYTES_MAX); i < n; i++) {
      ring[(int) ((total + i) % BYTES_MAX)] = chunk[i];
    }
    total += n;
  }

  /** What was said last by a process that has ended, or is about to. */
  public String lastWords() {
    try {
      thread.join(LAST_WORDS_MILLIS); // a child of it may hold the stream open
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return said();
  }

  private synchronized String said() {
    int length = (int) Math.min(total, BYTES_MAX);
    byte[] last = new byte[length];
    for (int i = 0; i < length; i++) {
      last[i] = ring[(int) ((total - length + i) % BYTES_MAX)];
    }
    String words = new String(last, StandardCharsets.UTF_8).strip();
    return total > BYTES_MAX ? "… " + words : words;
  }
}
