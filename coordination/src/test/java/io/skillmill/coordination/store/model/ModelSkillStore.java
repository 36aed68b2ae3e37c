package io.skillmill.coordination.store.model;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.RegisteredSkill;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Pruned;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.Turnover;
import io.skillmill.schema.task.WorkerCard;
import io.skillmill.schema.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The store as its promises describe it, and nothing more: no index, no batch, no second thread.
 * Where it and another store disagree, one of the two breaks a promise.
 */
public final class ModelSkillStore implements SkillStore {

  /** Errors that the model words itself; another store has words of its own. */
  public static final Set<String> OWN_WORDS = Set.of(Returning.LOST, Returning.GIVEN_BACK);

  private final ModelDatabase database;
  private final InstantSource clock;
  private volatile boolean closed;

  ModelSkillStore(ModelDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  // ---- what is safe once it is answered

  @Override
  public List<Enqueued> enqueue(List<NewTask> tasks) {
    var batch = List.copyOf(tasks);
    return synced(tables -> new Entering(tables, database.choices(), now()).enqueue(batch));
  }

  @Override
  public Registration register(WorkerCard card) {
    return synced(tables -> returning(tables).register(card));
  }

  @Override
  public void retire(Registration worker) {
    synced(tables -> {
      returning(tables).retire(worker);
      return true;
    });
  }

  @Override
  public List<FinishAnswer> finish(List<Finish> finishes) {
    var batch = List.copyOf(finishes);
    return synced(tables -> reporting(tables).finish(batch));
  }

  @Override
  public Turnover finishAndClaim(List<Finish> finishes, ClaimRequest request) {
    var batch = List.copyOf(finishes);
    return synced(
        tables -> new Turnover(reporting(tables).finish(batch), granting(tables).claim(request)));
  }

  @Override
  public int release(List<Lease> leases) {
    var batch = List.copyOf(leases);
    return synced(tables -> returning(tables).release(batch));
  }

  @Override
  public int rescue(Pulse pulse) {
    return synced(tables -> returning(tables).rescue(pulse));
  }

  @Override
  public int cancel(TaskSelection selection) {
    return synced(tables -> new Commanding(tables, now()).cancel(selection));
  }

  @Override
  public int retry(TaskSelection selection) {
    return synced(tables -> new Commanding(tables, now()).retry(selection));
  }

  @Override
  public void pause(String queue) {
    synced(tables -> Optional.ofNullable(tables.queues.put(queue, true)));
  }

  @Override
  public void resume(String queue) {
    synced(tables -> Optional.ofNullable(tables.queues.put(queue, false)));
  }

  @Override
  public Pruned prune(Duration olderThan, Set<TaskState> states) {
    return synced(tables -> new Commanding(tables, now()).prune(now().minus(olderThan), states));
  }

  // ---- what a power loss may undo

  @Override
  public ClaimAnswer claim(ClaimRequest request) {
    return relaxed(tables -> granting(tables).claim(request));
  }

  @Override
  public BeatAnswer heartbeat(Beat beat) {
    return relaxed(tables -> {
      var worker = tables.active(beat.worker());
      if (worker.isEmpty()) {
        return new BeatAnswer.Lost();
      }
      tables.put(worker.get().beat(now()));
      beat.started().forEach(lease -> begin(tables, lease));
      return new BeatAnswer.Alive(
          beat.held().stream().filter(lease -> tables.heldUnder(lease).isEmpty()).toList());
    });
  }

  private void begin(Tables tables, Lease lease) {
    tables
        .heldUnder(lease)
        .map(task -> tables.edit(task).attempts.getLast())
        .filter(attempt -> attempt.startedAt.isEmpty())
        .ifPresent(attempt -> attempt.startedAt = Optional.of(now()));
  }

  @Override
  public boolean progress(Lease lease, String note) {
    return relaxed(tables -> {
      var held = tables.heldUnder(lease).map(tables::edit);
      held.ifPresent(task -> task.progress = Optional.of(note));
      return held.isPresent();
    });
  }

  // ---- looking

  @Override
  public Optional<SkillSource> content(String contentHash) {
    return read(tables -> Optional.ofNullable(tables.contents.get(contentHash)));
  }

  @Override
  public List<Pulse> pulses() {
    return read(tables ->
        tables.workers.values().stream()
            .filter(ModelWorker::active)
            .map(ModelWorker::pulse)
            .toList());
  }

  @Override
  public Counts counts() {
    return read(Looking::counts);
  }

  @Override
  public List<QueueView> queues() {
    return read(Looking::queues);
  }

  @Override
  public Optional<Task> task(long taskId) {
    return read(tables -> tables.task(taskId).map(ModelTask::view));
  }

  @Override
  public List<Task> tasks(TaskFilter filter) {
    return read(tables -> Looking.tasks(tables, filter));
  }

  @Override
  public Optional<Long> taskOfPath(String path) {
    return read(tables -> Optional.ofNullable(tables.sources.get(path)));
  }

  @Override
  public Optional<Result> result(long taskId) {
    return read(tables -> tables.task(taskId).flatMap(task -> task.result));
  }

  @Override
  public List<RegisteredSkill> registered() {
    return List.of(); // it is a model of the queue
  }

  @Override
  public Optional<RegisteredSkill> registered(RegisteredSkill.Revision revision) {
    return Optional.empty();
  }

  @Override
  public List<Attempt> attempts(long taskId) {
    return read(tables ->
        tables.task(taskId).stream()
            .flatMap(task -> task.attempts.stream())
            .map(ModelAttempt::view)
            .toList());
  }

  @Override
  public List<WorkerView> workers() {
    return read(Looking::workers);
  }

  // ---- waiting

  @Override
  public long changeMark() {
    return database.mark();
  }

  @Override
  public long awaitChange(long seen, Duration atMost) throws InterruptedException {
    return database.awaitChange(seen, atMost);
  }

  @Override
  public void close() {
    closed = true;
  }

  // ---- transactions

  private <T> T read(Function<Tables, T> looking) {
    refuseIfClosed();
    return database.read(looking);
  }

  private <T> T synced(Function<Tables, T> change) {
    refuseIfClosed();
    return database.writeSynced(change);
  }

  private <T> T relaxed(Function<Tables, T> change) {
    refuseIfClosed();
    return database.writeRelaxed(change);
  }

  private void refuseIfClosed() {
    if (closed) {
      throw Problem.store("The store was closed", "Open it again").asException();
    }
  }

  private Granting granting(Tables tables) {
    return new Granting(tables, database.choices(), now());
  }

  private Reporting reporting(Tables tables) {
    return new Reporting(tables, database.choices(), database.weaknesses(), now());
  }

  private Returning returning(Tables tables) {
    return new Returning(tables, database.choices(), now());
  }

  private Instant now() {
    return clock.instant();
  }
}
