package io.skillmill.coordination.work;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

  /** Takes large pieces first and the last crumbs after them. */
  private static Outcome hog() {
    var all = new ArrayList<Object>();
    for (int size = 1 << 20; size > 16; ) {
      try {
        all.add(new byte[size]);
      } catch (OutOfMemoryError e) {
        size /= 16;
        if (size <= 16) {
          throw e;
        }
      }
    }
    return new Outcome.Completed("{\"pieces\":%d}".formatted(List.copyOf(all).size()));
  }
}
