package io.skillmill.cli.run;

import io.skillmill.cli.render.JsonViews;
import io.skillmill.cli.render.Periods;
import io.skillmill.cli.render.Terminal;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.json.Json;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The last word on a run: its numbers, and its first failures with their reasons. */
public final class Summary {

  private static final int FAILURES_SHOWN_MAX = 20;

  private final Tally.Numbers numbers;
  private final Tally tally;
  private final Duration duration;
  private final SkillStore store;

  public Summary(Tally tally, Duration duration, SkillStore store) {
    this.tally = tally;
    this.duration = duration;
    this.store = store;
    numbers = tally.numbers();
  }

  public ObjectNode json() {
    var json =
        Json.object()
            .put("total", numbers.total())
            .put("completed", numbers.completed())
            .put("failed", numbers.failed())
            .put("cancelled", numbers.cancelled())
            .put("cached", numbers.cached())
            .put("duplicates", numbers.duplicates())
            .put("cached_failed", numbers.cachedFailed());
    if (numbers.live() > 0) {
      json.put("unfinished", numbers.live());
    }
    return json.put("duration_seconds", JsonViews.seconds(duration))
        .put("tasks_per_second", Math.round(tasksPerSecond() * 10) / 10.0);
  }

  /** The first failures, and how many there are beyond them. */
  public void addFailures(ObjectNode json) {
    var failures = json.putArray("failures");
    for (var failure : tally.failures()) {
      failures
          .addObject()
          .put("path", failure.path())
          .put("task_id", failure.taskId().orElse(null))
          .put("error", failure.reason(store));
    }
    json.put("failures_more", untold(tally.failures().size()));
  }

  public void print(Terminal terminal) {
    tally.failures().stream()
        .limit(FAILURES_SHOWN_MAX)
        .forEach(failure -> terminal.note(failure.path() + ": " + failure.reason(store)));
    long more = untold(Math.min(FAILURES_SHOWN_MAX, tally.failures().size()));
    if (more > 0) {
      terminal.note("... and %d more; see 'skillmill tasks --state failed'".formatted(more));
    }
    terminal.line(sentence());
  }

  private String sentence() {
    var line =
        new StringBuilder(numbers.total() == 1 ? "1 source: " : numbers.total() + " sources: ");
    line.append("%d completed, %d failed".formatted(numbers.completed(), numbers.failed()));
    add(line, numbers.cancelled(), "cancelled");
    add(line, numbers.cached(), "cached");
    if (numbers.cachedFailed() > 0) {
      line.append(" (%d of them failed)".formatted(numbers.cachedFailed()));
    }
    add(line, numbers.duplicates(), "duplicates");
    add(line, numbers.live(), "unfinished");
    line.append("; ").append(Periods.show(duration));
    if (tasksPerSecond() > 0) {
      line.append(String.format(Locale.ROOT, ", %.1f tasks/s", tasksPerSecond()));
    }
    return line.toString();
  }

  private static void add(StringBuilder line, long count, String word) {
    if (count > 0) {
      line.append(", ").append(count).append(' ').append(word);
    }
  }

  /** Tasks done in this run; what was answered from earlier ones does not count. */
  private double tasksPerSecond() {
    double seconds = Math.max(0.001, duration.toNanos() / 1e9);
    return (numbers.completed() + numbers.failed() + numbers.cancelled()) / seconds;
  }

  private long untold(int told) {
    return numbers.failed() + numbers.cachedFailed() - told;
  }
}
