package io.skillmill.examples.start;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A worker takes a task and falls silent. Another notices, does the task, and when the first one
 * comes back to life after all, its report no longer counts.
 *
 * <p>Arguments: a folder for the store.
 */
public final class AWorkerDiesAndNothingIsLost {

  private AWorkerDiesAndNothingIsLost() {}

  public static void main(String[] args) throws InterruptedException {
    try (SkillStore store = LocalSkillStore.open(Path.of(args[0], "store.db"))) {
      var queued = store.enqueue(List.of(NewTask.of(TaskType.PARSE, "skills/pdf"))).getFirst();

      var claim = claimAndFallSilent(store);
      System.out.println("the task is " + store.task(queued.taskId()).orElseThrow().state().word());

      var handlers = Handlers.of(TaskType.PARSE, _ -> new Outcome.Completed("\"by the survivor\""));
      var survivor =
          SkillWorker.builder(store, handlers)
              .id("survivor")
              .heartbeat(Duration.ofMillis(100))
              .lostAfter(Duration.ofMillis(500))
              .start();
      var report = survivor.drain().awaitEnd();
      System.out.println("tasks taken back from the dead: " + report.rescued());

      var late = new Outcome.Completed("\"by the one who was dead\"");
      var finish = new Finish(claim.lease(), late, Instant.now(), Duration.ofSeconds(1));
      System.out.println(
          "a late report is answered with " + store.finish(List.of(finish)).getFirst());

      var result = store.result(queued.taskId()).orElseThrow().result().orElseThrow();
      System.out.println("the result is " + result);
      store.attempts(queued.taskId()).forEach(AWorkerDiesAndNothingIsLost::print);
    }
  }

  /** What a process does that is killed right after it has claimed. */
  private static Claim claimAndFallSilent(SkillStore store) {
    var worker = store.register(new WorkerCard("doomed", "somewhere", 4_711, 1));
    return switch (store.claim(new ClaimRequest(worker, List.of(), Set.of(), 1))) {
      case ClaimAnswer.Granted(var claims, var _) -> claims.getFirst();
      case ClaimAnswer.WorkerLost() -> throw new IllegalStateException("Lost before it began");
    };
  }

  private static void print(Attempt attempt) {
    System.out.printf(
        "attempt %d by %s: %s%s%n",
        attempt.number(),
        attempt.workerId(),
        attempt.ending().map(Attempt.Ending::word).orElse("under way"),
        attempt.lateAt().isPresent() ? ", and reported late" : "");
  }
}
