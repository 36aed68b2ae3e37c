package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import io.skillmill.schema.task.WorkerView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the store tells about itself is true and complete. */
abstract class LookContract extends StoreScene {

  LookContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private WorkerView viewOf(String worker) {
    return store.workers().stream()
        .filter(view -> view.card().workerId().equals(worker))
        .findFirst()
        .orElseThrow();
  }

  private List<Long> ids(TaskFilter filter) {
    return store.tasks(filter).stream().map(Task::taskId).toList();
  }

  private static TaskFilter ofType(TaskType type) {
    return new TaskFilter(Set.of(), Optional.empty(), Optional.of(type), 0, 100);
  }

  @Test
  @Tag("I10")
  void an_empty_store_counts_nothing() {
    assertThat(store.counts()).isEqualTo(Counts.NONE);
    assertThat(store.workers()).isEmpty();
    assertThat(store.tasks(TaskFilter.ALL)).isEmpty();
  }

  @Test
  @Tag("I10")
  void counts_follow_every_move_of_a_task() {
    store.enqueue(IntStream.range(0, 6).mapToObj(number -> parse("t" + number)).toList());
    var worker = worker("w");
    assertThat(store.counts()).isEqualTo(new Counts(6, 0, 0, 0, 0));

    var claims = claim(worker, 5);
    assertThat(store.counts()).isEqualTo(new Counts(1, 5, 0, 0, 0));

    finishWell(claims.get(0));
    finish(Reports.rejected(claims.get(1)));
    finish(Reports.crashed(claims.get(2)));
    store.cancel(TaskSelection.task(claims.get(3).taskId()));
    assertThat(store.counts()).isEqualTo(new Counts(2, 1, 1, 1, 1));

    store.retry(new TaskSelection.All());
    assertThat(store.counts()).isEqualTo(new Counts(4, 1, 1, 0, 0));

    rescue(worker);
    assertThat(store.counts()).isEqualTo(new Counts(5, 0, 1, 0, 0));

    clock.advance(Duration.ofDays(1));
    store.prune(Duration.ofHours(1), Set.of(TaskState.COMPLETED));
    assertThat(store.counts()).isEqualTo(new Counts(5, 0, 0, 0, 0));
  }

  @Test
  @Tag("I10")
  void counts_are_the_same_in_every_store() {
    var other = another();
    store.enqueue(List.of(parse("a"), parse("b")));
    finishWell(claimOne(worker("w")));
    store.enqueue(List.of(parse("c")));
    other.enqueue(List.of(parse("d")));

    assertThat(other.counts()).isEqualTo(store.counts()).isEqualTo(new Counts(3, 0, 1, 0, 0));
    assertCountsEqualScan(other);
    reopen();
    assertCountsEqualScan(store);
  }

  @Test
  @Tag("I10")
  void each_queue_has_its_own_counts() {
    store.enqueue(List.of(inQueue("a", "A"), inQueue("a2", "A"), inQueue("b", "B")));
    finishWell(claimOne(worker("w")));

    var queues = store.queues();

    assertThat(queues)
        .filteredOn(queue -> queue.counts().total() > 0)
        .extracting(QueueView::name)
        .containsExactlyInAnyOrder("A", "B");
    assertThat(queues.stream().map(QueueView::counts).reduce(Counts.NONE, Counts::plus))
        .isEqualTo(new Counts(2, 0, 1, 0, 0));
  }

  // ---- tasks

  @Test
  void tasks_can_be_listed_by_state() {
    long done = enqueue("done");
    finishWell(claimOne(worker("w")));
    long waiting = enqueue("waiting");

    assertThat(ids(TaskFilter.ALL)).containsExactly(done, waiting);
    assertThat(ids(TaskFilter.ALL.in(TaskState.COMPLETED))).containsExactly(done);
    assertThat(ids(TaskFilter.ALL.in(TaskState.QUEUED))).containsExactly(waiting);
    assertThat(ids(TaskFilter.ALL.in(TaskState.QUEUED, TaskState.COMPLETED)))
        .containsExactly(done, waiting);
    assertThat(ids(TaskFilter.ALL.in(TaskState.FAILED))).isEmpty();
  }

  @Test
  void tasks_can_be_listed_by_queue_and_type() {
    long a = enqueue(inQueue("a", "A"));
    long b = enqueue(inQueue("b", "B"));
    long c = enqueue(NewTask.of(TaskType.VALIDATE, "c"));

    assertThat(ids(TaskFilter.ALL.inQueue("A"))).containsExactly(a);
    assertThat(ids(TaskFilter.ALL.inQueue("B").in(TaskState.QUEUED))).containsExactly(b);
    assertThat(ids(TaskFilter.ALL.inQueue("no such queue"))).isEmpty();
    assertThat(ids(ofType(TaskType.VALIDATE))).containsExactly(c);
    assertThat(ids(ofType(TaskType.PARSE).inQueue("B"))).containsExactly(b);
  }

  @Test
  void pages_go_by_id_and_stay_put_while_tasks_come_and_go() {
    var all =
        store
            .enqueue(IntStream.range(0, 25).mapToObj(number -> parse("t" + number)).toList())
            .stream()
            .map(Enqueued::taskId)
            .toList();
    var worker = worker("w");

    var seen = new ArrayList<Long>();
    var page = ids(TaskFilter.ALL.limit(10));
    while (!page.isEmpty() && seen.size() < 100) {
      seen.addAll(page);
      finishWell(claimOne(worker));
      page = ids(TaskFilter.ALL.limit(10).after(page.getLast()));
    }

    assertThat(seen).containsExactlyElementsOf(all);
  }

  @Test
  void what_is_not_there_is_said_to_be_so() {
    assertThat(store.task(404)).isEmpty();
    assertThat(store.result(404)).isEmpty();
    assertThat(store.attempts(404)).isEmpty();
    assertThat(store.taskOfPath("nowhere")).isEmpty();
  }

  // ---- workers

  @Test
  void a_worker_is_seen_as_it_introduced_itself() {
    store.register(new WorkerCard("w\u00f6rker-1", "h\u00f6st", 1234, 16));

    var view = viewOf("w\u00f6rker-1");

    assertThat(view.card()).isEqualTo(new WorkerCard("w\u00f6rker-1", "h\u00f6st", 1234, 16));
    assertThat(view.status()).isEqualTo(WorkerView.Status.ACTIVE);
    assertThat(view.tasksCompleted()).isZero();
    assertThat(view.holding()).isZero();
    assertThat(view.createdAt()).isEqualTo(clock.instant());
    assertThat(view.lastHeartbeat()).isEqualTo(clock.instant());
  }

  @Test
  void a_worker_is_seen_with_what_it_holds() {
    store.enqueue(List.of(parse("a"), parse("b"), parse("c")));
    var worker = worker("w");
    var claims = claim(worker, 3);
    assertThat(viewOf("w").holding()).isEqualTo(3);

    finishWell(claims.get(0));
    store.release(List.of(claims.get(1).lease()));

    assertThat(viewOf("w").holding()).isEqualTo(1);
    assertThat(viewOf("w").tasksCompleted()).isEqualTo(1);
  }

  @Test
  void a_worker_that_stops_or_is_lost_is_seen_to_be_so() {
    store.retire(worker("stopped"));
    rescue(worker("lost"));

    assertThat(viewOf("stopped").status()).isEqualTo(WorkerView.Status.STOPPED);
    assertThat(viewOf("lost").status()).isEqualTo(WorkerView.Status.LOST);
    assertThat(viewOf("lost").holding()).isZero();
  }

  @Test
  void a_name_registered_again_is_still_one_worker() {
    worker("w");
    var born = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    worker("w");

    assertThat(store.workers()).hasSize(1);
    assertThat(viewOf("w").status()).isEqualTo(WorkerView.Status.ACTIVE);
    assertThat(viewOf("w").createdAt()).isEqualTo(born);
  }
}
