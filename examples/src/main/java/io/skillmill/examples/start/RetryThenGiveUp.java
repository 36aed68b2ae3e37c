package io.skillmill.examples.start;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;
import java.util.List;

/**
 * What breaks is tried again, a while later, until its attempts are spent. Then it is kept with the
 * reason, and can be retried once the reason is gone.
 *
 * <p>Arguments: a folder for the store.
 */
public final class RetryThenGiveUp {

  private RetryThenGiveUp() {}

  public static void main(String[] args) throws InterruptedException {
    try (SkillStore store = LocalSkillStore.open(Path.of(args[0], "store.db"))) {
      var twice = NewTask.Terms.DEFAULT.withMaxAttempts(2);
      var task = NewTask.of(TaskType.PARSE, "skills/pdf").on(twice);
      long id = store.enqueue(List.of(task)).getFirst().taskId();

      work(store, Handlers.of(TaskType.PARSE, _ -> new Outcome.Crashed("the disk is full")));
      print(store, id);

      store.retry(TaskSelection.task(id));
      work(store, Handlers.of(TaskType.PARSE, _ -> new Outcome.Completed("{}")));
      print(store, id);
    }
  }

  private static void work(SkillStore store, Handlers handlers) throws InterruptedException {
    SkillWorker.builder(store, handlers).start().drain().awaitEnd();
  }

  private static void print(SkillStore store, long id) {
    var task = store.task(id).orElseThrow();
    System.out.printf("the task is %s%n", task.state().word());
    for (var attempt : store.attempts(id)) {
      var ending = attempt.ending().map(Attempt.Ending::word).orElse("under way");
      var error = attempt.error().map(reason -> ", " + reason).orElse("");
      System.out.printf("  attempt %d: %s%s%n", attempt.number(), ending, error);
    }
  }
}
