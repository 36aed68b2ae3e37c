package io.skillmill.examples.start;

import io.skillmill.coordination.intake.Intake;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Sources;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The whole way: a store, the skills of a folder, a task for each, four workers, the statistics.
 *
 * <p>Arguments: a folder for the store, a folder of skills.
 */
public final class EnqueueAndParse {

  private static final int WORKERS = 4;

  private EnqueueAndParse() {}

  public static void main(String[] args) throws InterruptedException {
    var parsers = Parsers.builtIn();
    try (SkillStore store = LocalSkillStore.open(Path.of(args[0], "store.db"))) {
      System.out.println("1. The store is open");

      var tasks = tasks(Path.of(args[1]), parsers);
      System.out.printf("2. Found %d skills%n", tasks.size());

      store.enqueue(tasks);
      System.out.printf("3. %d tasks are queued%n", store.counts().queued());

      var workers = new ArrayList<SkillWorker>();
      for (int i = 1; i <= WORKERS; i++) {
        var handlers = Handlers.of(parsers, Limits.DEFAULT);
        workers.add(SkillWorker.builder(store, handlers).id("worker-" + i).slots(1).start());
      }
      System.out.printf("4. %d workers work%n", workers.size());

      for (var worker : workers) {
        worker.drain().awaitEnd();
      }
      var counts = store.counts();
      System.out.printf("5. %d of %d tasks are done%n", counts.completed(), counts.total());
      System.out.printf("   in progress: %d%n", counts.inProgress());
      System.out.printf("   failed: %d%n", counts.failed());
      System.out.printf(Locale.ROOT, "   success rate: %.1f %%%n", 100 * counts.successRate());
    }
  }

  private static List<NewTask> tasks(Path skills, Parsers parsers) {
    var intake = Intake.of(parsers, Intake.Order.of(TaskType.PARSE));
    var tasks = new ArrayList<NewTask>();
    Sources.find(
        skills,
        found -> {
          switch (found) {
            case Found.Source(var path, var source) -> {
              switch (intake.take(path.toString(), source)) {
                case Intake.Taken(var task) -> tasks.add(task);
                case Intake.Refused(var where, var why) -> System.out.println(where + ": " + why);
              }
            }
            case Found.Unreadable(var path, var why) -> System.out.println(path + ": " + why);
          }
        });
    return tasks;
  }
}
