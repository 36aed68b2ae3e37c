package io.skillmill.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Counting: each source once, whatever the order in which its news arrives. */
final class TallyTest {

  private static final List<TaskState> ENDED =
      List.of(TaskState.COMPLETED, TaskState.FAILED, TaskState.CANCELLED);

  private final Tally tally = new Tally();

  @Test
  void the_first_source_of_a_task_counts_by_its_outcome_and_the_others_are_duplicates() {
    answered(new Enqueued.Queued(1), new Enqueued.AlreadyLive(1), new Enqueued.AlreadyLive(2));
    tally.ended(1, "p", TaskState.COMPLETED, Optional.empty());
    tally.ended(2, "p", TaskState.FAILED, Optional.of("why"));
    answered(new Enqueued.Cached(1, TaskState.COMPLETED));
    assertThat(tally.numbers()).isEqualTo(new Tally.Numbers(4, 1, 1, 0, 0, 0, 2, 0));
    assertThat(tally.failures()).containsExactly(new Tally.Failure("p", Optional.of(2L), "why"));
  }

  @Test
  void an_end_that_is_reported_before_the_answer_counts_all_the_same() {
    tally.ended(5, "p", TaskState.COMPLETED, Optional.empty());
    answered(new Enqueued.Queued(5));
    assertThat(tally.numbers().completed()).isEqualTo(1);
    assertThat(tally.numbers().live()).isZero();
  }

  @Test
  void the_end_of_a_task_that_is_not_of_this_run_does_not_count() {
    tally.ended(5, "p", TaskState.FAILED, Optional.empty());
    answered(new Enqueued.Queued(6));
    tally.ended(7, "p", TaskState.FAILED, Optional.empty());
    assertThat(tally.numbers()).isEqualTo(new Tally.Numbers(1, 0, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void an_end_reported_twice_counts_once() {
    answered(new Enqueued.Queued(1));
    tally.ended(1, "p", TaskState.COMPLETED, Optional.empty());
    tally.ended(1, "p", TaskState.COMPLETED, Optional.empty());
    assertThat(tally.numbers().completed()).isEqualTo(1);
  }

  @Test
  void failures_are_kept_up_to_a_number_and_counted_beyond_it() {
    for (int i = 0; i < Tally.FAILURES_TOLD_MAX + 7; i++) {
      tally.unfit("p" + i, "no");
    }
    assertThat(tally.failures()).hasSize(Tally.FAILURES_TOLD_MAX);
    assertThat(tally.numbers().failed()).isEqualTo(Tally.FAILURES_TOLD_MAX + 7);
  }

  @Test
  void the_parts_always_make_up_the_total() {
    long seed = System.nanoTime();
    var random = RandomGeneratorFactory.getDefault().create(seed);
    for (int round = 0; round < 2_000; round++) {
      long taskId = random.nextLong(1, 300);
      var state = ENDED.get(random.nextInt(ENDED.size()));
      switch (random.nextInt(5)) {
        case 0 -> answered(new Enqueued.Queued(taskId));
        case 1 -> answered(new Enqueued.AlreadyLive(taskId));
        case 2 -> answered(new Enqueued.Cached(taskId, state));
        case 3 -> tally.unfit("p", "no");
        default -> tally.ended(taskId, "p", state, Optional.empty());
      }
      var n = tally.numbers();
      assertThat(
              n.completed() + n.failed() + n.cancelled() + n.cached() + n.duplicates() + n.live())
          .as("seed %d, round %d", seed, round)
          .isEqualTo(n.total());
    }
  }

  @Test
  void a_set_of_task_ids_does_what_any_sorted_set_does() {
    long seed = System.nanoTime();
    var random = RandomGeneratorFactory.getDefault().create(seed);
    var ids = new TaskIds();
    var model = new TreeSet<Long>();
    for (int round = 0; round < 20_000; round++) {
      long taskId = random.nextLong(1L << random.nextInt(1, 40));
      boolean same =
          random.nextBoolean()
              ? ids.add(taskId) == model.add(taskId)
              : ids.remove(taskId) == model.remove(taskId);
      var next = model.ceiling(taskId);
      assertThat(same).as("seed %d, round %d", seed, round).isTrue();
      assertThat(ids.nextFrom(taskId).orElse(-1)).isEqualTo(next == null ? -1 : next);
      assertThat(ids.count()).isEqualTo(model.size());
    }
    assertThat(walk(ids)).containsExactlyElementsOf(model);
  }

  private static List<Long> walk(TaskIds ids) {
    var all = new ArrayList<Long>();
    for (var next = ids.nextFrom(0); next.isPresent(); next = ids.nextFrom(all.getLast() + 1)) {
      all.add(next.getAsLong());
    }
    return all;
  }

  private void answered(Enqueued... answers) {
    tally.answered(List.of(answers).stream().map(_ -> "p").toList(), List.of(answers));
  }
}
