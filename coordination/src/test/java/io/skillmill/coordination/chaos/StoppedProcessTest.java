package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.coordination.store.contract.SettableClock;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is stopped past its lease and goes on later cannot do harm. */
@Tag("I3")
@Tag("I4")
@Tag("I5")
final class StoppedProcessTest {

  private final SettableClock clock = new SettableClock(Instant.now());

  @Test
  void what_a_stopped_process_writes_after_its_lease_is_refused_and_kept(@TempDir Path directory) {
    var file = directory.resolve("store.db");
    try (var store = LocalSkillStore.open(file, clock)) {
      long id = store.enqueue(List.of(NewTask.of(TaskType.PARSE, "a"))).getFirst().taskId();
      try (var zombie = Program.start(ZombieProgram.class, file)) {
        zombie.say("beat");
        zombie.await("Alive");
        zombie.signal("STOP");

        var heir = takeOver(store);
        assertThat(heir.taskId()).isEqualTo(id);
        zombie.signal("CONT");
        zombie.say("beat");
        zombie.await("Lost");
        zombie.say("progress");
        zombie.await("progress false");
        zombie.say("finish");
        zombie.await("LEASE_LOST");

        assertThat(store.task(id).orElseThrow().state()).isEqualTo(TaskState.IN_PROGRESS);
        assertThat(store.finish(List.of(Reports.completed(heir))))
            .containsExactly(FinishAnswer.RECORDED);
        zombie.say("finish");
        zombie.await("LEASE_LOST");
        findOnlyTheHeirsResult(store, heir);
      }
      assertThat(store.check()).isEmpty();
    }
  }

  /** The zombie's pulse stands still: it is taken for dead, and its task goes to another. */
  private Claim takeOver(LocalSkillStore store) {
    var pulse = store.pulses().getFirst();
    assertThat(store.rescue(pulse)).isEqualTo(1);
    clock.advance(Duration.ofDays(1));
    var heir = store.register(new WorkerCard("heir", "localhost", 2, 1));
    var answer = store.claim(new ClaimRequest(heir, List.of(), Set.of(), 1));
    return ((ClaimAnswer.Granted) answer).claims().getFirst();
  }

  private static void findOnlyTheHeirsResult(LocalSkillStore store, Claim heir) {
    long id = heir.taskId();
    assertThat(store.result(id).flatMap(Result::result)).contains(Reports.resultOf(heir.lease()));
    var attempts = store.attempts(id);
    assertThat(attempts).hasSize(2);
    assertThat(attempts.getFirst().ending()).contains(Attempt.Ending.LOST);
    assertThat(attempts.getFirst().lateAt()).isPresent();
    assertThat(attempts.getFirst().lateResult())
        .contains("{\"by\":\"" + attempts.getFirst().leaseId() + "\"}");
    assertThat(attempts.getLast().ending()).contains(Attempt.Ending.COMPLETED);
    assertThat(attempts.getLast().lateAt()).isEmpty();
  }
}
