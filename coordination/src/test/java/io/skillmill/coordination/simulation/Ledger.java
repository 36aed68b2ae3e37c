package io.skillmill.coordination.simulation;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes down what the store has answered, to whom, and holds it to that. It looks at the store
 * only as anybody can, so it shares no mistake with the model.
 */
final class Ledger {

  /** What is known of a task. */
  private static final class Known {
    final NewTask asked;
    boolean cancelled;
    int rounds = 1;

    Known(NewTask asked) {
      this.asked = asked;
    }
  }

  /** A report that counts, by whom it was made. */
  private record Recorded(Lease lease, Host by) {}

  private final World world;
  private final SkillStore eyes;
  private final Map<Long, Known> tasks = new TreeMap<>();
  private final Map<Lease, Host> holders = new HashMap<>();
  private final Set<Recorded> recorded = new HashSet<>();
  private final Set<Lease> released = new HashSet<>();
  private final Map<Registration, Host> registered = new HashMap<>();
  private final Map<Registration, Long> lastBeats = new HashMap<>();
  private Duration lostAfter = Duration.ZERO;
  private Duration heartbeat = Duration.ZERO;

  Ledger(World world, SkillStore eyes) {
    this.world = world;
    this.eyes = eyes;
  }

  /** How long a worker must have been silent to be taken for dead, and how often it beats. */
  void expect(Duration newLostAfter, Duration newHeartbeat) {
    lostAfter = newLostAfter;
    heartbeat = newHeartbeat;
  }

  @SuppressWarnings("AnnotateFormatMethod") // has nothing to be annotated with
  private void must(boolean holds, String promise, Object... details) {
    if (!holds) {
      world.violated(promise.formatted(details));
    }
  }

  int size() {
    return tasks.size();
  }

  List<Long> ids() {
    return List.copyOf(tasks.keySet());
  }

  // ---- tasks

  void enqueued(List<NewTask> asked, List<Enqueued> answers) {
    world.tell(() -> "enqueued " + answers);
    for (int i = 0; i < asked.size(); i++) {
      long id = answers.get(i).taskId();
      if (answers.get(i) instanceof Enqueued.Queued) {
        must(!tasks.containsKey(id), "I2: the number %d was given before", id);
        tasks.put(id, new Known(asked.get(i)));
      } else {
        var known = tasks.get(id);
        must(
            known != null && known.asked.dedupeKey().equals(asked.get(i).dedupeKey()),
            "I1: task %d answers for %s and has another key",
            id,
            asked.get(i).path());
      }
    }
    checkKeys();
  }

  private void checkKeys() {
    var live = new HashSet<String>();
    for (var known : tasks.entrySet()) {
      var key = known.getValue().asked.dedupeKey();
      if (key.isPresent() && stateOf(known.getKey()).filter(TaskState::live).isPresent()) {
        must(live.add(key.get()), "I9: the key %s is live twice", key.get());
      }
    }
  }

  private Known find(long taskId) {
    return Objects.requireNonNull(tasks.get(taskId));
  }

  private Optional<TaskState> stateOf(long taskId) {
    return eyes.task(taskId).map(Task::state);
  }

  void cancelled(TaskSelection selection) {
    if (selection instanceof TaskSelection.Ids(var ids)) {
      for (long id : ids) {
        boolean now = stateOf(id).filter(TaskState.CANCELLED::equals).isPresent();
        if (now && tasks.containsKey(id)) {
          tasks.get(id).cancelled = true;
        }
      }
    }
    world.tell(() -> "cancelled " + selection);
  }

  /** The tasks that may be retried. */
  List<Long> ended() {
    return tasks.keySet().stream()
        .filter(id -> stateOf(id).filter(s -> !s.live() && s != TaskState.COMPLETED).isPresent())
        .toList();
  }

  void retried(List<Long> endedBefore) {
    for (long id : endedBefore) {
      if (stateOf(id).filter(TaskState.QUEUED::equals).isPresent()) {
        var known = find(id);
        known.cancelled = false;
        known.rounds++;
        world.tell(() -> "task " + id + " is offered again");
      }
    }
    checkKeys();
  }

  // ---- workers

  void registered(Host host, Registration fresh) {
    world.tell(() -> host + " is registered as " + fresh);
    registered.put(fresh, host);
    lastBeats.put(fresh, world.nanos());
  }

  void beaten(Beat beat, BeatAnswer answer) {
    if (answer instanceof BeatAnswer.Alive) {
      lastBeats.put(beat.worker(), world.nanos());
    } else {
      world.tell(() -> beat.worker() + " hears that it is lost");
    }
  }

  boolean isStill(Pulse pulse) {
    return eyes.pulses().contains(pulse);
  }

  /** A worker was taken for dead, and lost what it had. */
  void rescued(Host by, Pulse pulse) {
    var worker = pulse.worker();
    var host = registered.get(worker);
    long silent = world.nanos() - lastBeats.getOrDefault(worker, Long.MIN_VALUE / 2);
    world.tell(() -> "%s rescues %s".formatted(by, worker));
    must(
        silent >= lostAfter.toNanos(),
        "I12: %s was rescued after a silence of %d ms",
        worker,
        silent / 1_000_000);
    if (host instanceof Machine machine && machine.alive() && machine.worksAs(worker)) {
      long calm = machine.calmNanos(world.nanos());
      must(
          calm <= lostAfter.plus(heartbeat.multipliedBy(3)).toNanos(),
          "I12: %s was rescued while it worked, and nothing had disturbed it for %d ms",
          worker,
          calm / 1_000_000);
    }
  }

  // ---- claims

  void claimed(Host host, ClaimAnswer answer) {
    if (answer instanceof ClaimAnswer.Granted granted) {
      granted.claims().forEach(claim -> granted(host, claim));
    }
  }

  private void granted(Host host, Claim claim) {
    long id = claim.taskId();
    world.tell(() -> "task %d to %s under %s".formatted(id, host, claim.lease().id()));
    var known = tasks.get(id);
    var attempts = eyes.attempts(id);
    var task = eyes.task(id);
    must(known != null, "I2: task %d was never enqueued", id);
    must(
        attempts.stream().filter(attempt -> attempt.ending().isEmpty()).count() == 1,
        "I5: task %d has two leases that may be good",
        id);
    if (known != null && task.isPresent()) {
      int max = task.get().maxAttempts();
      must(task.get().spent() <= max, "I6: task %d has spent %d", id, task.get().spent());
      long lost = ended(attempts, Attempt.Ending.LOST);
      long given = ended(attempts, Attempt.Ending.RELEASED);
      must(
          attempts.size() - given <= 2L * max * known.rounds,
          "I6: task %d has had %d leases, %d of them lost and %d given back",
          id,
          attempts.size(),
          lost,
          given);
      must(!known.cancelled, "I11: task %d was cancelled and is granted", id);
    }
    holders.put(claim.lease(), host);
  }

  private static long ended(List<Attempt> attempts, Attempt.Ending how) {
    return attempts.stream().filter(a -> a.ending().equals(Optional.of(how))).count();
  }

  void released(Host by, List<Lease> leases) {
    for (var lease : leases) {
      world.tell(() -> "%s gives task %d back".formatted(by, lease.taskId()));
      must(
          !good(lease),
          "I12: the lease of task %d is good after it was given back",
          lease.taskId());
      released.add(lease);
    }
  }

  // ---- reports

  private boolean good(Lease lease) {
    var attempts = eyes.attempts(lease.taskId());
    return stateOf(lease.taskId()).filter(TaskState.IN_PROGRESS::equals).isPresent()
        && !attempts.isEmpty()
        && attempts.getLast().leaseId().equals(lease.id());
  }

  private Optional<Attempt> attemptUnder(Lease lease) {
    return eyes.attempts(lease.taskId()).stream()
        .filter(attempt -> attempt.leaseId().equals(lease.id()))
        .findFirst();
  }

  /** Which of these reports come under a good lease. */
  List<Boolean> standing(List<Finish> finishes) {
    return finishes.stream().map(finish -> good(finish.lease())).toList();
  }

  void finished(Host by, List<Finish> all, List<Boolean> good, List<FinishAnswer> answers) {
    for (int i = 0; i < all.size(); i++) {
      finished(by, all.get(i).lease(), good.get(i), answers.get(i));
    }
  }

  private void finished(Host by, Lease lease, boolean good, FinishAnswer answer) {
    world.tell(
        () -> "%s reports task %d under %s: %s".formatted(by, lease.taskId(), lease.id(), answer));
    if (recorded.contains(new Recorded(lease, by))) {
      must(
          answer == FinishAnswer.RECORDED,
          "I13: the report of task %d by %s was recorded, and is now refused",
          lease.taskId(),
          by);
    } else if (answer == FinishAnswer.RECORDED) {
      var holder = holders.get(lease);
      must(
          good && by.equals(holder),
          "I4: a report of task %d by %s counts, and the task is %s's",
          lease.taskId(),
          by,
          holder == null ? "nobody" : holder);
      recorded.add(new Recorded(lease, by));
    } else {
      must(!good, "I3: a report of task %d under a good lease is refused", lease.taskId());
      must(
          attemptUnder(lease).map(attempt -> attempt.lateAt().isPresent()).orElse(true),
          "I4: a late report of task %d is not kept",
          lease.taskId());
    }
    checkCancelled(lease.taskId());
  }

  private void checkCancelled(long id) {
    var known = tasks.get(id);
    if (known != null && known.cancelled) {
      must(eyes.result(id).isEmpty(), "I11: task %d was cancelled and has a result", id);
    }
  }

  // ---- power loss

  /** What was answered must be there; claims and beats may be forgotten. */
  void powerLost() {
    for (var known : tasks.entrySet()) {
      var task = eyes.task(known.getKey());
      must(task.isPresent(), "I8: task %d is gone after a power loss", known.getKey());
      must(
          !known.getValue().cancelled
              || task.filter(t -> t.state() == TaskState.CANCELLED).isPresent(),
          "I8: task %d is not cancelled any more after a power loss",
          known.getKey());
    }
    for (var report : recorded) {
      must(ended(report.lease), "I8: a report of task %d is gone", report.lease.taskId());
    }
    for (var lease : released) {
      must(
          attemptUnder(lease).isEmpty() || ended(lease),
          "I8: what was given back of task %d is held again",
          lease.taskId());
    }
    holders.keySet().removeIf(lease -> attemptUnder(lease).isEmpty());
    lastBeats.clear();
  }

  private boolean ended(Lease lease) {
    return attemptUnder(lease).filter(attempt -> attempt.ending().isPresent()).isPresent();
  }

  // ---- in the end

  /** Tasks that are not done. */
  List<Task> live() {
    return tasks.keySet().stream()
        .flatMap(id -> eyes.task(id).stream())
        .filter(task -> task.state().live())
        .toList();
  }

  /** Holds everything to everything, when all has come to rest. */
  void checkAll() {
    var all = new ArrayList<Task>();
    for (long id : tasks.keySet()) {
      var task = eyes.task(id);
      must(task.isPresent(), "I1: task %d is gone", id);
      task.ifPresent(all::add);
    }
    must(eyes.counts().total() == tasks.size(), "I2: there are %s tasks", eyes.counts().total());
    must(
        eyes.counts().completed()
            == all.stream().filter(task -> task.state() == TaskState.COMPLETED).count(),
        "I10: %s",
        eyes.counts());
    var ends = new Ends(world, eyes);
    all.forEach(ends::check);
    checkKeys();
  }
}
