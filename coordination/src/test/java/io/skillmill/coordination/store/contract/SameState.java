package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.store.model.ModelSkillStore;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.WorkerView;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares everything that can be seen of an engine with the model. What a store says in words of
 * its own only has to be there.
 */
final class SameState {

  private static final String OWN_WORDS = "(words of the store's own)";

  private final SkillStore engine;
  private final SkillStore model;
  private final Set<Long> touched = new HashSet<>();
  private final Set<String> paths = new HashSet<>();
  private final Set<String> hashes = new HashSet<>();
  private Map<Long, Task> before = Map.of();

  SameState(SkillStore engine, SkillStore model) {
    this.engine = engine;
    this.model = model;
  }

  /** Something was said about this task; look at its history next time. */
  void touch(long taskId) {
    touched.add(taskId);
  }

  /** Compares all, but histories and results only of tasks that moved or were touched. */
  void compare() {
    var own = StoreScene.everything(model);
    compareTasks(own);
    own.stream().filter(this::moved).map(Task::taskId).forEach(touched::add);
    touched.forEach(this::compareHistory);
    touched.clear();
    before = own.stream().collect(Collectors.toMap(Task::taskId, Function.identity()));
    same("counts", SkillStore::counts);
    same("queues", SkillStore::queues);
    same("pulses", store -> new HashSet<>(store.pulses()));
    same("workers", SameState::workers);
    own.forEach(task -> paths.add(task.path()));
    paths.forEach(path -> same("the task of " + path, store -> store.taskOfPath(path)));
  }

  void compareAll() {
    StoreScene.everything(model).forEach(task -> touched.add(task.taskId()));
    compare();
    hashes.forEach(hash -> same("the content " + hash, store -> store.content(hash).isPresent()));
  }

  private boolean moved(Task task) {
    task.contentHash().ifPresent(hashes::add);
    return !task.equals(before.get(task.taskId()));
  }

  private <T> void same(String what, Function<SkillStore, T> looking) {
    assertThat(looking.apply(engine)).as(what).isEqualTo(looking.apply(model));
  }

  private static List<WorkerView> workers(SkillStore store) {
    return store.workers().stream()
        .sorted(Comparator.comparing(worker -> worker.card().workerId()))
        .toList();
  }

  private void compareTasks(List<Task> own) {
    var errors = new HashMap<Long, Optional<String>>();
    own.forEach(task -> errors.put(task.taskId(), task.error()));
    var theirs =
        StoreScene.everything(engine).stream()
            .map(task ->
                with(
                    task, like(task.error(), errors.getOrDefault(task.taskId(), Optional.empty()))))
            .toList();
    var mine = own.stream().map(task -> with(task, like(task.error(), task.error()))).toList();
    assertThat(without(theirs, mine))
        .as("tasks of the engine that are not so in the model")
        .isEqualTo(without(mine, theirs));
    assertThat(theirs).as("tasks").isEqualTo(mine);
  }

  private static List<Task> without(List<Task> all, List<Task> others) {
    var rest = new LinkedHashSet<>(all);
    others.forEach(rest::remove);
    return List.copyOf(rest);
  }

  private void compareHistory(long taskId) {
    var own = model.attempts(taskId);
    var theirs = engine.attempts(taskId);
    assertThat(theirs).as("attempts of task %d", taskId).hasSameSizeAs(own);
    for (int i = 0; i < own.size(); i++) {
      var mine = own.get(i);
      assertThat(with(theirs.get(i), like(theirs.get(i).error(), mine.error())))
          .as("an attempt of task %d", taskId)
          .isEqualTo(with(mine, like(mine.error(), mine.error())));
    }
    var mine = model.result(taskId);
    assertThat(engine.result(taskId).map(result -> comparable(result, mine)))
        .as("the result of task %d", taskId)
        .isEqualTo(mine.map(result -> comparable(result, mine)));
  }

  /** An error as it can be compared, where the model has this one. */
  private static Optional<String> like(Optional<String> error, Optional<String> own) {
    boolean ownWords = own.filter(ModelSkillStore.OWN_WORDS::contains).isPresent();
    return ownWords ? error.map(_ -> OWN_WORDS) : error;
  }

  /** With the metrics in one order of fields. */
  private static List<Object> comparable(Result result, Optional<Result> own) {
    return List.of(
        result.taskId(),
        result.path(),
        result.result(),
        like(result.error(), own.flatMap(Result::error)),
        Json.readOurs(result.metrics()),
        result.createdAt());
  }

  private static Task with(Task task, Optional<String> error) {
    return new Task(
        task.taskId(),
        task.type(),
        task.path(),
        task.state(),
        task.queue(),
        task.priority(),
        task.createdAt(),
        task.runAt(),
        task.startedAt(),
        task.completedAt(),
        task.workerId(),
        task.attempt(),
        task.spent(),
        task.maxAttempts(),
        task.timeout(),
        task.parser(),
        task.contentHash(),
        task.progress(),
        error);
  }

  private static Attempt with(Attempt attempt, Optional<String> error) {
    return new Attempt(
        attempt.number(),
        attempt.leaseId(),
        attempt.workerId(),
        attempt.claimedAt(),
        attempt.startedAt(),
        attempt.endedAt(),
        attempt.duration(),
        attempt.ending(),
        error,
        attempt.lateAt(),
        attempt.lateResult());
  }
}
