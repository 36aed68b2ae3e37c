package io.skillmill.cli.run;

import io.skillmill.coordination.intake.Intake;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Enqueued;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Enqueues sources and, where asked to, waits until workers have ended their tasks. */
public final class EnqueueRun {

  private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofMillis(500);
  private static final long BETWEEN_LOOKS_MILLIS = 20;
  private static final int PAGES_AT_A_LOOK = 20;

  private final SkillStore store;
  private final Intake intake;
  private final Tally tally = new Tally();
  private final ArrayNode taskIds = Json.array();
  private final AtomicBoolean asked = new AtomicBoolean();
  private long enqueued;
  private long live;
  private long cached;

  public EnqueueRun(SkillStore store, Intake intake) {
    this.store = store;
    this.intake = intake;
  }

  public void enqueue(Search search) {
    new Feeder(store, intake, tally, this::fed).feed(search, asked::get);
  }

  private void fed(List<Enqueued> answers) {
    for (var answer : answers) {
      switch (answer) {
        case Enqueued.Queued _ -> enqueued++;
        case Enqueued.AlreadyLive _ -> live++;
        case Enqueued.Cached _ -> cached++;
      }
      taskIds.add(answer.taskId());
    }
  }

  /** Waits until every task has ended, whoever works on it. */
  public void await() throws InterruptedException {
    long mark = store.changeMark();
    tally.reconcile(store, PAGES_AT_A_LOOK);
    while (!asked.get() && tally.numbers().live() > 0) {
      mark = store.awaitChange(mark, LOOK_AT_LEAST_EVERY);
      tally.reconcile(store, PAGES_AT_A_LOOK);
      tally.awaitNoneLive(BETWEEN_LOOKS_MILLIS);
    }
  }

  /** Ends it early, from any thread. */
  public void stop() {
    asked.set(true);
  }

  /** Whether a source could not be enqueued or, after waiting, came to nothing. */
  public boolean anyFailed(boolean waited) {
    var numbers = tally.numbers();
    return waited ? numbers.anyFailed() : numbers.failed() > 0;
  }

  public ObjectNode json(boolean waited) {
    var numbers = tally.numbers();
    var json =
        Json.object().put("enqueued", enqueued).put("duplicates", live).put("cached", cached);
    json.put("failed", numbers.failed());
    if (waited) {
      json.put("completed", numbers.completed())
          .put("cancelled", numbers.cancelled())
          .put("cached_failed", numbers.cachedFailed())
          .put("unfinished", numbers.live());
    }
    json.set("task_ids", taskIds);
    var failures = json.putArray("failures");
    for (var failure : tally.failures()) {
      failures
          .addObject()
          .put("path", failure.path())
          .put("task_id", failure.taskId().orElse(null))
          .put("error", failure.reason(store));
    }
    return json;
  }

  public String sentence(boolean waited) {
    var numbers = tally.numbers();
    var line = "%d enqueued, %d already there, %d cached".formatted(enqueued, live, cached);
    if (waited) {
      line +=
          "; %d completed, %d failed, %d cancelled"
              .formatted(numbers.completed(), numbers.failed(), numbers.cancelled());
    } else if (numbers.failed() > 0) {
      line += ", %d not fit".formatted(numbers.failed());
    }
    return line;
  }

  public Stream<String> failures() {
    return tally.failures().stream().map(failure -> failure.path() + ": " + failure.reason(store));
  }
}
