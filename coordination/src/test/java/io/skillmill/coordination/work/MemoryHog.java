package io.skillmill.coordination.work;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/** A program whose every tenth task takes all the memory there is. */
final class MemoryHog {

  static final int TASKS = 60;
  static final int HOGS = TASKS / 10;

  private MemoryHog() {}

  public static void main(String[] args) throws Exception {
    SkillWorker.prepareRuntime();
    try (var store = LocalSkillStore.open(Path.of(args[0]))) {
      var tasks = new ArrayList<NewTask>();
      for (int i = 0; i < TASKS; i++) {
        tasks.add(
            NewTask.of(TaskType.PARSE, i % 10 == 5 ? "hog" : "modest")
                .on(NewTask.Terms.DEFAULT.withMaxAttempts(1)));
      }
      store.enqueue(tasks);
      var handlers =
          Handlers.of(
              TaskType.PARSE,
              context ->
                  context.claim().path().equals("hog") ? hog() : new Outcome.Completed("{}"));
      var worker = SkillWorker.builder(store, handlers).slots(4).start().drain();
      var report = worker.awaitEnd(Duration.ofSeconds(60)).orElseThrow();
      System.out.println(report);
      System.out.println(store.counts());
      System.exit(report.completed() == TASKS - HOGS && report.crashed() == HOGS ? 0 : 1);
    }
  }

  /**
   * Takes piece after piece until there is no more. The pieces are small enough to bring others
   * into want too, and large enough not to take the very last crumb.
   */
  private static Outcome hog() {
    var all = new ArrayList<byte[]>();
    while (all.size() < Integer.MAX_VALUE) {
      all.add(new byte[1 << 18]);
    }
    return new Outcome.Completed("{\"pieces\":%d}".formatted(all.size()));
  }
}
