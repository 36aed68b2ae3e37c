package io.skillmill.examples.bench;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * What is left on the heap, after a collection, of a process that enqueues tasks and works them off
 * as it goes: after each tenth of them.
 *
 * <p>Arguments: folder, tasks.
 */
final class MemoryBench {

  private static final int BATCH = 1_000;
  private static final int QUEUED_MAX = 5_000;
  private static final int SLOTS = 8;

  private MemoryBench() {}

  static void main(String[] args) throws IOException, InterruptedException {
    SkillWorker.prepareRuntime();
    Path folder = Files.createTempDirectory(Path.of(args[0]), "skillmill-memory");
    int tasks = Integer.parseInt(args[1]); // a multiple of 10,000
    var handlers = Handlers.of(TaskType.PARSE, _ -> new Outcome.Completed("{}"));
    try (var store = LocalSkillStore.open(folder.resolve("store.db"));
        var _ = SkillWorker.builder(store, handlers).slots(SLOTS).start()) {
      for (int done = 0; done < tasks; done += BATCH) {
        enqueue(store, done);
        boolean tenth = (done + BATCH) % (tasks / 10) == 0;
        awaitLive(store, tenth ? 0 : QUEUED_MAX);
        if (tenth) {
          tell(done + BATCH);
        }
      }
    }
  }

  private static void enqueue(SkillStore store, int from) {
    store.enqueue(
        IntStream.range(from, from + BATCH)
            .mapToObj(i -> NewTask.of(TaskType.PARSE, "skills/skill-" + i))
            .toList());
  }

  private static void awaitLive(SkillStore store, long most) throws InterruptedException {
    long seen = store.changeMark();
    while (store.counts().live() > most) {
      seen = store.awaitChange(seen, Duration.ofMillis(20));
    }
  }

  private static void tell(int done) {
    System.gc();
    var machine = ManagementFactory.getMemoryMXBean();
    System.out.printf(
        "%,d tasks: %.1f MiB of heap after a collection, %d threads%n",
        done,
        machine.getHeapMemoryUsage().getUsed() / (double) (1 << 20),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }
}
