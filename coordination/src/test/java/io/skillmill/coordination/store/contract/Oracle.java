package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Remembers everything a store acknowledged and says, after each step, whether the store still
 * agrees. It knows the invariants, not how an engine works.
 */
final class Oracle {

  /** What is known of one task. */
  private static final class Known {
    final NewTask asked;
    Optional<Lease> current = Optional.empty();
    Optional<Lease> effective = Optional.empty();
    boolean cancelled;
    boolean rejected;
    int granted;
    int refundsMax;
    int retries;

    Known(NewTask asked) {
      this.asked = asked;
    }

    boolean sameKeyAs(NewTask other) {
      return asked.dedupeKey().isPresent() && asked.dedupeKey().equals(other.dedupeKey());
    }

    int grantsMax() {
      int maxAttempts = asked.terms().maxAttempts();
      // Claims that never started are refunded to a lost worker's tasks maxAttempts times at most.
      return (1 + retries) * 2 * maxAttempts + refundsMax;
    }
  }

  private final Map<Long, Known> tasks = new TreeMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Map<Lease, Finish> recorded = new HashMap<>();
  private final Set<Lease> late = new HashSet<>();
  private final List<Lease> leases = new ArrayList<>();
  private final Set<Long> touched = new HashSet<>();

  List<Lease> leases() {
    return leases;
  }

  List<Long> ids() {
    return List.copyOf(tasks.keySet());
  }

  boolean isCurrent(Lease lease) {
    return find(lease.taskId()).current.equals(Optional.of(lease));
  }

  /** The good leases that a worker holds. */
  List<Lease> heldBy(String incarnation) {
    return leases.stream()
        .filter(this::isCurrent)
        .filter(lease -> incarnation.equals(holders.get(lease.id())))
        .toList();
  }

  /** What is known of a task that is about to change. */
  private Known known(long taskId) {
    touched.add(taskId);
    return find(taskId);
  }

  private Known find(long taskId) {
    return Optional.ofNullable(tasks.get(taskId))
        .orElseThrow(() -> new AssertionError("I2: task %d was never enqueued".formatted(taskId)));
  }

  // ---- what the store acknowledged

  void enqueued(NewTask asked, Enqueued answer, Function<Long, TaskState> stateNow) {
    switch (answer) {
      case Enqueued.Queued(long id) -> {
        assertThat(tasks).as("I2: an id is given once").doesNotContainKey(id);
        tasks.put(id, new Known(asked));
        touched.add(id);
      }
      case Enqueued.AlreadyLive(long id) -> {
        assertThat(known(id).sameKeyAs(asked)).isTrue();
        assertThat(stateNow.apply(id).live()).as("task %d is live", id).isTrue();
      }
      case Enqueued.Cached(long id, TaskState state) -> {
        assertThat(known(id).sameKeyAs(asked)).isTrue();
        assertThat(asked.force()).isFalse();
        assertThat(stateNow.apply(id)).isEqualTo(state);
        assertThat(known(id).effective.isPresent() || known(id).rejected).isTrue();
      }
    }
  }

  void claimed(String incarnation, Claim claim) {
    var task = known(claim.taskId());
    assertThat(task.current).as("I5: task %d has no other lease", claim.taskId()).isEmpty();
    assertThat(task.effective).as("I3: task %d is not completed", claim.taskId()).isEmpty();
    assertThat(task.cancelled).as("I11: task %d is not cancelled", claim.taskId()).isFalse();
    assertThat(leases).as("a lease is made for one claim alone").doesNotContain(claim.lease());
    leases.add(claim.lease());
    holders.put(claim.lease().id(), incarnation);
    task.current = Optional.of(claim.lease());
    task.granted++;
  }

  /** Judges the answer to a finish. */
  void finished(Finish finish, FinishAnswer answer) {
    var lease = finish.lease();
    var task = known(lease.taskId());
    if (recorded.containsKey(lease)) {
      assertThat(answer).as("I13: %s was recorded before", lease).isEqualTo(FinishAnswer.RECORDED);
    } else if (task.current.equals(Optional.of(lease))) {
      assertThat(answer).as("%s is the task's", lease).isEqualTo(FinishAnswer.RECORDED);
      recorded.put(lease, finish);
      task.current = Optional.empty();
      task.rejected = finish.outcome() instanceof Outcome.Rejected;
      if (finish.outcome() instanceof Outcome.Completed) {
        task.effective = Optional.of(lease);
      }
    } else {
      assertThat(answer).as("I4: %s is lost", lease).isEqualTo(FinishAnswer.LEASE_LOST);
      late.add(lease);
    }
  }

  /** The same report again, unless the lease was reported on before with another outcome. */
  Optional<Finish> earlierReport(Lease lease) {
    return Optional.ofNullable(recorded.get(lease));
  }

  void released(Lease lease, int count) {
    assertThat(count).as("%s given back", lease).isEqualTo(isCurrent(lease) ? 1 : 0);
    if (count == 1) {
      drop(known(lease.taskId()));
    }
  }

  /** A worker's leases are gone: it was lost, it left, or another took its name. */
  int dropAllOf(String incarnation) {
    int dropped = 0;
    for (var entry : tasks.entrySet()) {
      var current = entry.getValue().current;
      if (current.isPresent() && incarnation.equals(holders.get(current.get().id()))) {
        touched.add(entry.getKey());
        drop(entry.getValue());
        dropped++;
      }
    }
    return dropped;
  }

  private static void drop(Known task) {
    task.current = Optional.empty();
    task.refundsMax++;
  }

  void cancelled(long taskId, int count, TaskState before) {
    assertThat(count).as("task %d was %s", taskId, before).isEqualTo(before.live() ? 1 : 0);
    if (count == 1) {
      known(taskId).cancelled = true;
      known(taskId).current = Optional.empty();
    }
  }

  void retried(long taskId, int count, TaskState before) {
    boolean may = before == TaskState.FAILED || before == TaskState.CANCELLED;
    assertThat(count).as("task %d was %s", taskId, before).isLessThanOrEqualTo(may ? 1 : 0);
    if (count == 1) {
      known(taskId).cancelled = false;
      known(taskId).rejected = false;
      known(taskId).retries++;
    }
  }

  // ---- whether the store agrees

  /** Compares everything cheap, and the attempts of the tasks touched since the last time. */
  void check(SkillStore store) {
    var scan = StoreScene.everything(store);
    assertThat(scan.stream().map(Task::taskId).toList())
        .as("I1 and I2: the tasks are those that were enqueued")
        .isEqualTo(ids());
    scan.forEach(this::checkState);
    checkKeys(scan);
    StoreScene.assertCountsEqualScan(store);
    touched.forEach(taskId -> checkHistory(store, taskId));
    touched.clear();
  }

  /** {@link #check}, with the attempts of all tasks. */
  void checkAll(SkillStore store) {
    touched.addAll(tasks.keySet());
    check(store);
  }

  private void checkState(Task task) {
    var known = find(task.taskId());
    var name = "task " + task.taskId() + " is " + task.state();
    assertThat(task.state() == TaskState.IN_PROGRESS)
        .as("I5: %s, its lease %s", name, known.current)
        .isEqualTo(known.current.isPresent());
    assertThat(task.state() == TaskState.COMPLETED)
        .as("I3: %s, its effective lease %s", name, known.effective)
        .isEqualTo(known.effective.isPresent());
    assertThat(task.state() == TaskState.CANCELLED)
        .as("I11: %s, cancelled: %s", name, known.cancelled)
        .isEqualTo(known.cancelled);
    assertThat(task.attempt()).as("I6: leases of %s", name).isEqualTo(known.granted);
    assertThat(known.granted).as("I6: leases of %s", name).isLessThanOrEqualTo(known.grantsMax());
    assertThat(task.spent()).as("I6: spent of %s", name).isBetween(0, task.maxAttempts());
    if (task.state() == TaskState.QUEUED) {
      assertThat(task.spent()).as("I6: spent of %s", name).isLessThan(task.maxAttempts());
    }
    if (task.state() == TaskState.FAILED && !known.rejected) {
      assertThat(task.spent()).as("spent of %s", name).isEqualTo(task.maxAttempts());
    }
  }

  private void checkKeys(List<Task> scan) {
    var live =
        scan.stream()
            .filter(task -> task.state().live())
            .map(task -> find(task.taskId()).asked.dedupeKey())
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(live.values()).as("I9: live tasks for each key, %s", live).allMatch(n -> n == 1);
  }

  private void checkHistory(SkillStore store, long taskId) {
    var known = find(taskId);
    var attempts = store.attempts(taskId);
    assertThat(attempts).as("attempts of task %d", taskId).hasSize(known.granted);
    var completed =
        attempts.stream()
            .filter(attempt -> attempt.ending().equals(Optional.of(Attempt.Ending.COMPLETED)))
            .map(Attempt::leaseId)
            .toList();
    assertThat(completed)
        .as("I3: attempts that completed task %d", taskId)
        .isEqualTo(known.effective.map(Lease::id).stream().toList());
    known.effective.ifPresent(lease -> {
      assertThat(attempts.getLast().leaseId()).as("I3: the last lease").isEqualTo(lease.id());
      assertThat(store.result(taskId).flatMap(Result::result))
          .as("I3: the result of task %d", taskId)
          .contains(Reports.resultOf(lease));
    });
    for (var attempt : attempts) {
      assertThat(attempt.lateAt().isPresent())
          .as("I4: attempt %d of task %d is marked late", attempt.number(), taskId)
          .isEqualTo(late.contains(new Lease(taskId, attempt.leaseId())));
    }
  }
}
