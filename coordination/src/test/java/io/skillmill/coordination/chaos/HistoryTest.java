package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checker that cannot find anything proves nothing: each kind of damage is made up and found. */
final class HistoryTest {

  @TempDir private Path folder = Path.of("");
  private LocalSkillStore store;
  private Journal journal;
  private Registration me;

  @BeforeEach
  void open() throws IOException {
    store = LocalSkillStore.open(folder.resolve("store.db"));
    journal = Journal.of(folder, "me");
    me = store.register(new WorkerCard("me", "localhost", 1, 1));
    write("good", 3, true);
    finishAll();
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
    store.close();
  }

  private List<Long> write(String prefix, int count, boolean acknowledge) {
    journal.trying(prefix, count);
    var ids = enqueue(prefix, count);
    if (acknowledge) {
      journal.enqueued(prefix, ids);
    }
    return ids;
  }

  private List<Long> enqueue(String prefix, int count) {
    var tasks =
        IntStream.range(0, count)
            .mapToObj(n -> NewTask.of(TaskType.PARSE, prefix + "/" + n))
            .toList();
    return store.enqueue(tasks).stream().map(Enqueued::taskId).toList();
  }

  private List<Claim> claim() {
    var claims =
        ((ClaimAnswer.Granted) store.claim(new ClaimRequest(me, List.of(), Set.of(), 100)))
            .claims();
    journal.claimed(claims);
    return claims;
  }

  private void finishAll() {
    for (var claim : claim()) {
      journal.finished(claim.lease(), store.finish(List.of(Reports.completed(claim))).getFirst());
    }
  }

  private Verdict judge() {
    return History.read(folder).judge(store);
  }

  @Test
  void what_went_well_is_found_sound() {
    var verdict = judge();

    verdict.hold("nothing");
    assertThat(verdict).isEqualTo(new Verdict(3, 0, 0, 0, 0, 0, 0, 0, List.of()));
  }

  @Test
  void a_task_that_was_acknowledged_and_is_not_there_is_lost() {
    journal.trying("gone", 1);
    journal.enqueued("gone", List.of(4_711L));

    assertThat(judge().lost()).isEqualTo(1);
    assertThatThrownBy(() -> judge().hold("a loss")).isInstanceOf(AssertionError.class);
  }

  @Test
  void a_task_that_was_acknowledged_as_done_and_is_not_is_lost() {
    write("undone", 1, true);
    journal.finished(claim().getFirst().lease(), FinishAnswer.RECORDED);

    assertThat(judge().lost()).isEqualTo(2);
  }

  @Test
  void a_task_that_two_were_told_they_did_is_duplicated() {
    long id = write("twice", 1, true).getFirst();
    finishAll();
    journal.finished(Reports.forged(id, new Random(1)), FinishAnswer.RECORDED);

    assertThat(judge().duplicated()).isEqualTo(1);
    assertThat(judge().faults()).isNotEmpty();
  }

  @Test
  void a_path_that_is_there_twice_is_duplicated() {
    write("double", 1, true);
    enqueue("double", 1);
    finishAll();

    assertThat(judge().duplicated()).isEqualTo(1);
  }

  @Test
  void a_task_that_nobody_enqueued_is_unexpected() {
    enqueue("who was that", 2);
    finishAll();

    assertThat(judge().unexpected()).isEqualTo(2);
  }

  @Test
  void a_batch_that_is_there_in_part_is_a_fault() {
    journal.trying("torn", 3);
    enqueue("torn", 2);
    finishAll();

    assertThat(judge().faults()).singleElement().asString().contains("torn", "2 of 3");
  }

  @Test
  void a_task_whose_acknowledgement_was_lost_is_recovered() {
    write("unheard", 2, false);
    finishAll();

    var verdict = judge();
    verdict.hold("lost words");
    assertThat(verdict.recovered()).isEqualTo(2);
  }

  @Test
  void a_lease_that_was_granted_twice_is_a_fault() {
    write("shared", 1, true);
    var claims = claim();
    journal.claimed(claims);
    journal.finished(
        claims.getFirst().lease(),
        store.finish(List.of(Reports.completed(claims.getFirst()))).getFirst());

    assertThat(judge().faults()).singleElement().asString().contains("granted twice");
  }

  @Test
  void a_result_of_another_than_the_one_who_completed_is_a_fault() {
    write("foreign", 1, true);
    var lease = claim().getFirst().lease();
    var other = Reports.resultOf(Reports.forged(lease.taskId(), new Random(2)));
    var finish = Reports.finish(lease, new io.skillmill.schema.task.Outcome.Completed(other));
    journal.finished(lease, store.finish(List.of(finish)).getFirst());

    assertThat(judge().faults()).singleElement().asString().contains("was completed by");
  }

  @Test
  void what_came_late_and_what_was_done_again_is_counted() {
    write("again", 1, true);
    var first = claim().getFirst();
    store.rescue(store.pulses().getFirst());
    me = store.register(new WorkerCard("heir", "localhost", 1, 1));
    finishAll();
    journal.finished(first.lease(), store.finish(List.of(Reports.completed(first))).getFirst());

    var verdict = judge();
    verdict.hold("a death");
    assertThat(List.of(verdict.late(), verdict.again(), verdict.taken())).containsOnly(1L);
  }
}
