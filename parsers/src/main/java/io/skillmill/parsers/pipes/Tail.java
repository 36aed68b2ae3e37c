package io.skillmill.parsers.pipes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the last words of an endless stream, read on a thread of its own. Thread-safe. */
public final class Tail {

  public static final int BYTES_MAX = 2_000;

  private static final int CHUNK = 1 << 13;
  private static final long LAST_WORDS_MILLIS = 200;

  private final byte[] ring = new byte[BYTES_MAX];
  private final Thread thread;
  private long total;

  private Tail(String name, InputStream in) {
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> read(in));
  }

  public static Tail of(String name, InputStream in) {
    var tail = new Tail(name, in);
    tail.thread.start();
    return tail;
  }

  private void read(InputStream in) {
    byte[] chunk = new byte[CHUNK];
    try (in) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        keep(chunk, n);
      }
    } catch (IOException _) {
      // The process was ended; what it said so far is kept.
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
