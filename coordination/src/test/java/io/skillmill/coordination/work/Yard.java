package io.skillmill.coordination.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A real store in a file of its own, and workers on it. Closing it leaves nothing running. */
final class Yard implements AutoCloseable {

  static final Duration LONG = Duration.ofSeconds(30);
  static final TaskHandler NOTHING = _ -> new Outcome.Completed("{}");

  final LocalSkillStore store;
  private final List<SkillWorker> workers = new ArrayList<>();

  Yard(Path folder) {
    store = LocalSkillStore.open(folder.resolve("store.db"));
  }

  /** Enqueues tasks named by their numbers. */
  List<Long> enqueue(int count, UnaryOperator<NewTask> with) {
    var ids = new ArrayList<Long>();
    for (int from = 0; from < count; from += 5_000) {
      var batch =
          IntStream.range(from, Math.min(count, from + 5_000))
              .mapToObj(i -> with.apply(NewTask.of(TaskType.PARSE, "skill-" + i)))
              .toList();
      store.enqueue(batch).stream().map(Enqueued::taskId).forEach(ids::add);
    }
    return ids;
  }

  List<Long> enqueue(int count) {
    return enqueue(count, task -> task);
  }

  long enqueueOne(UnaryOperator<NewTask> with) {
    return enqueue(1, with).getFirst();
  }

  SkillWorker start(TaskHandler handler, UnaryOperator<SkillWorker.Builder> with) {
    return start(store, handler, with);
  }

  SkillWorker start(SkillStore on, TaskHandler handler, UnaryOperator<SkillWorker.Builder> with) {
    var builder =
        SkillWorker.builder(on, Handlers.of(TaskType.PARSE, handler))
            .heartbeat(Duration.ofMillis(50))
            .interruptGrace(Duration.ofMillis(200));
    var worker = with.apply(builder).start();
    workers.add(worker);
    return worker;
  }

  /** Works until everything is done. */
  WorkerReport drain(TaskHandler handler) throws InterruptedException {
    return end(start(handler, with -> with.slots(4)).drain());
  }

  static WorkerReport end(SkillWorker worker) throws InterruptedException {
    return worker
        .awaitEnd(LONG)
        .orElseThrow(() -> new AssertionError("the worker did not end in " + LONG));
  }

  Task task(long id) {
    return store.task(id).orElseThrow();
  }

  TaskState state(long id) {
    return task(id).state();
  }

  List<Attempt.Ending> endings(long id) {
    return store.attempts(id).stream().flatMap(attempt -> attempt.ending().stream()).toList();
  }

  /** Waits until the store shows it. */
  void until(String what, BooleanSupplier shown) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    long mark = store.changeMark();
    while (!shown.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is up waiting until %s", what).isLessThan(end);
      mark = store.awaitChange(mark, Duration.ofMillis(50));
    }
  }

  @Override
  public void close() {
    workers.forEach(SkillWorker::stopNow);
    workers.forEach(SkillWorker::close);
    store.close();
  }
}
