package io.skillmill.cli.render;

import java.time.Duration;
import java.util.Locale;

/** A line with a bar, a rate and the time left, drawn over itself where a person reads errors. */
public final class ProgressLine implements AutoCloseable {

  private static final Duration BETWEEN_DRAWS = Duration.ofMillis(100);
  private static final int BAR_WIDTH = 24;
  private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private final long startNanos = System.nanoTime();
  private long drawnNanos = startNanos - BETWEEN_DRAWS.toNanos();
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
    String line = text(done, total, finding, Duration.ofNanos(now - startNanos));
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

  static String text(long done, long total, boolean finding, Duration elapsed) {
    double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
    double rate = done / seconds;
    var counts = "%d/%d%s".formatted(done, total, finding ? "+" : "");
    var pace = String.format(Locale.ROOT, "%.0f/s", rate);
    return "[%s] %s  %s  %s".formatted(bar(done, total), counts, pace, left(done, total, rate));
  }

  private static String bar(long done, long total) {
    int filled = total == 0 ? 0 : (int) (Math.min(done, total) * BAR_WIDTH / total);
    return "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
  }

  private static String left(long done, long total, double rate) {
    if (done == 0 || rate <= 0) {
      return "";
    }
    long seconds = (long) Math.ceil((total - done) / rate);
    return "ETA " + Periods.show(Duration.ofSeconds(Math.max(0, seconds)));
  }
}
