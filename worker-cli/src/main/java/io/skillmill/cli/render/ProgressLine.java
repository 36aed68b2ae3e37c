package io.skillmill.cli.render;

import java.time.Duration;
import java.util.Locale;

/** A line with a bar, a rate and the time left, drawn over itself where a person reads errors. */
public final class ProgressLine implements AutoCloseable {

  private static final Duration BETWEEN_DRAWS = Duration.ofMillis(100);
  private static final int BAR_WIDTH = 24;
  private static final double RATE_MIN = 0.001;
  private static final double RATE_MEMORY_SECONDS = 3;
  private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private long ratedNanos = System.nanoTime();
  private long drawnNanos = ratedNanos - BETWEEN_DRAWS.toNanos();
  private long ratedDone;
  private double rate;
  private boolean drawn;

  public ProgressLine(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Draws, unless it did so a moment ago.
   *
   * @param finding whether the total still grows
   */
  public synchronized void show(long done, long total, boolean finding) {
    long now = System.nanoTime();
    if (!terminal.errIsTerminal() || now - drawnNanos < BETWEEN_DRAWS.toNanos()) {
      return;
    }
    drawnNanos = now;
    drawn = true;
    String line = text(done, total, finding, rate(done, now));
    terminal.err().print(TO_LINE_START_AND_CLEAR + Plain.cutEnd(line, terminal.width() - 1));
    terminal.err().flush();
  }

  /** Says something above the line. */
  public synchronized void note(String text) {
    close();
    terminal.note(text);
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    if (drawn) {
      terminal.err().print(TO_LINE_START_AND_CLEAR);
      terminal.err().flush();
      drawn = false;
    }
  }

  static String text(long done, long total, boolean finding, double rate) {
    var counts = "%d/%d%s".formatted(done, total, finding ? "+" : "");
    var pace = String.format(Locale.ROOT, "%.0f/s", rate);
    return "[%s] %s  %s  %s".formatted(bar(done, total), counts, pace, left(done, total, rate));
  }

  /** Of the last seconds more than of those before, because a start is slow and repeats fast. */
  private double rate(long done, long now) {
    double seconds = Math.max(1, now - ratedNanos) / 1e9;
    double pace = Math.max(0, done - ratedDone) / seconds;
    double weight = ratedDone == 0 ? 1 : 1 - Math.exp(-seconds / RATE_MEMORY_SECONDS);
    rate += weight * (pace - rate);
    ratedDone = done;
    ratedNanos = now;
    return rate;
  }

  private static String bar(long done, long total) {
    int filled = total == 0 ? 0 : (int) (Math.min(done, total) * BAR_WIDTH / total);
    return "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
  }

  private static String left(long done, long total, double rate) {
    if (done == 0 || rate < RATE_MIN) {
      return "";
    }
    long seconds = (long) Math.ceil((total - done) / rate);
    return "ETA " + Periods.showSeconds(Math.max(0, seconds));
  }
}
