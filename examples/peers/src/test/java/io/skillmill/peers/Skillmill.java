package io.skillmill.peers;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.db.Scratch;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.util.stream.IntStream;

/**
 * Ourselves: one worker process with its slots, fencing and results as always.
 *
 * @param history whether tasks that are done are remembered
 */
record Skillmill(Place place, boolean history) implements Peer {

  private static final int ENQUEUE_BATCH = 1_000;
  private static final int SLOTS = 50;

  @Override
  public String name() {
    return history ? "skillmill" : "skillmill without history";
  }

  @Override
  public Rate run(int tasks, int resultBytes) throws Exception {
    if (!history && resultBytes > 0) {
      throw new IllegalArgumentException("what has a result is always remembered");
    }
    SkillWorker.prepareRuntime();
    String result = "\"" + Progress.body(resultBytes) + "\"";
    var progress = new Progress(tasks);
    try (var scratch = Scratch.beside(place.address());
        var store = LocalSkillStore.open(scratch.address())) {
      long start = System.nanoTime();
      for (int from = 0; from < tasks; from += ENQUEUE_BATCH) {
        store.enqueue(
            IntStream.range(from, Math.min(tasks, from + ENQUEUE_BATCH))
                .mapToObj(i -> NewTask.of(TaskType.PARSE, "skills/skill-" + i))
                .toList());
      }
      long enqueue = System.nanoTime() - start;
      var handlers =
          Handlers.of(
              TaskType.PARSE,
              _ -> {
                progress.begun();
                progress.done();
                return new Outcome.Completed(result);
              });
      try (var _ = SkillWorker.builder(store, handlers).slots(SLOTS).history(history).start()) {
        progress.awaitAll();
        long seen = store.changeMark();
        while (store.counts().live() > 0) {
          seen = store.awaitChange(seen, java.time.Duration.ofMillis(5));
        }
        return Rate.of(tasks, enqueue, progress.nanosSinceFirst());
      }
    }
  }
}
