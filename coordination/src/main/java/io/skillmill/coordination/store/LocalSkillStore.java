package io.skillmill.coordination.store;

import io.skillmill.db.AttemptRows;
import io.skillmill.db.ClaimRows;
import io.skillmill.db.ContentRows;
import io.skillmill.db.Database;
import io.skillmill.db.Durability;
import io.skillmill.db.QueueRows;
import io.skillmill.db.RegistryRows;
import io.skillmill.db.ResultRows;
import io.skillmill.db.TaskRows;
import io.skillmill.db.WorkerRows;
import io.skillmill.db.sql.Session;
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
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The store in this process, on a database that other processes may use at the same time: an
 * embedded SQLite file, or a PostgreSQL server.
 *
 * <pre>{@code
 * try (SkillStore store = LocalSkillStore.open(Path.of("store.db"))) {
 *   store.enqueue(List.of(NewTask.of(TaskType.PARSE, "skills/pdf").withSource(source)));
 * }
 * }</pre>
 */
public final class LocalSkillStore implements SkillStore {

  private final Database database;
  private final InstantSource clock;

  /** Where it is kept, for what else belongs in the same place. Lives as long as the store. */
  public Database database() {
    return database;
  }

  private LocalSkillStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Opens the store in this file, or makes it. */
  public static LocalSkillStore open(Path file) {
    return open(file, InstantSource.system());
  }

  /**
   * Opens the store at this address, or makes it.
   *
   * @param address a path, {@code sqlite:PATH}, or {@code postgresql://user@host/database}
   */
  public static LocalSkillStore open(String address) {
    return open(address, InstantSource.system());
  }

  /** Opens the store at this address, and refuses where there is none. */
  public static LocalSkillStore openExisting(String address) {
    return new LocalSkillStore(Database.openExisting(address), InstantSource.system());
  }

  /** The same, with a clock of the caller's. */
  public static LocalSkillStore open(String address, InstantSource clock) {
    return new LocalSkillStore(Database.open(address), clock);
  }

  /** The same, with a clock of the caller's. It only orders and dates; no lease depends on it. */
  public static LocalSkillStore open(Path file, InstantSource clock) {
    return new LocalSkillStore(Database.open(file), clock);
  }

  /** Where the store is, for messages; without any password. */
  public String place() {
    return database.place();
  }

  @Override
  public List<Enqueued> enqueue(List<NewTask> tasks) {
    List<NewTask> batch = List.copyOf(tasks);
    return batch.isEmpty()
        ? List.of()
        : database.write(Durability.SYNCED, s -> new Enqueuing(s, now()).enqueue(batch));
  }

  @Override
  public Registration register(WorkerCard card) {
    return database.write(Durability.SYNCED, s -> new TakingBack(s, now()).register(card));
  }

  @Override
  public void retire(Registration worker) {
    database.write(
        Durability.SYNCED,
        s -> {
          new TakingBack(s, now()).retire(worker);
          return true;
        });
  }

  @Override
  public BeatAnswer heartbeat(Beat beat) {
    return database.beat(s -> beat(s, beat));
  }

  private BeatAnswer beat(Session session, Beat beat) throws SQLException {
    if (!new WorkerRows(session).beat(beat.worker(), now())) {
      return new BeatAnswer.Lost();
    }
    new AttemptRows(session).start(beat.started(), now());
    return new BeatAnswer.Alive(new ClaimRows(session).revoked(beat.held()));
  }

  @Override
  public ClaimAnswer claim(ClaimRequest request) {
    // A claim may be forgotten by a power loss: whoever claims again gets another random lease.
    return database
        .<Optional<ClaimAnswer>>read(s -> new Claiming(s, now()).answerIfNothing(request))
        .orElseGet(() -> database.write(Durability.RELAXED, s -> claim(s, request)));
  }

  private ClaimAnswer claim(Session session, ClaimRequest request) throws SQLException {
    var claiming = new Claiming(session, now());
    return claiming.hold(request.worker()) ? claiming.claim(request) : new ClaimAnswer.WorkerLost();
  }

  @Override
  public List<FinishAnswer> finish(List<Finish> finishes) {
    List<Finish> batch = List.copyOf(finishes);
    return batch.isEmpty()
        ? List.of()
        : database.write(Durability.SYNCED, s -> new Finishing(s, now()).finish(batch));
  }

  @Override
  public Turnover finishAndClaim(List<Finish> finishes, ClaimRequest request) {
    List<Finish> batch = List.copyOf(finishes);
    if (batch.isEmpty()) {
      return new Turnover(List.of(), claim(request));
    }
    return database.write(
        Durability.SYNCED,
        s -> {
          // The worker first, as whoever takes it for dead does, or the two would block each other.
          var claiming = new Claiming(s, now());
          boolean active = claiming.hold(request.worker());
          List<FinishAnswer> answers = new Finishing(s, now()).finish(batch);
          return new Turnover(
              answers, active ? claiming.claim(request) : new ClaimAnswer.WorkerLost());
        });
  }

  @Override
  public int release(List<Lease> leases) {
    List<Lease> batch = List.copyOf(leases);
    return batch.isEmpty()
        ? 0
        : database.write(Durability.SYNCED, s -> new TakingBack(s, now()).release(batch));
  }

  @Override
  public boolean progress(Lease lease, String note) {
    return database.write(Durability.RELAXED, s -> new ClaimRows(s).setProgress(lease, note));
  }

  @Override
  public Optional<SkillSource> content(String contentHash) {
    return database.read(s -> new ContentRows(s).find(contentHash));
  }

  @Override
  public List<Pulse> pulses() {
    return database.read(s -> new WorkerRows(s).pulses());
  }

  @Override
  public int rescue(Pulse pulse) {
    return database.write(Durability.SYNCED, s -> new TakingBack(s, now()).rescue(pulse));
  }

  @Override
  public int cancel(TaskSelection selection) {
    return inSteps(
        (s, after) -> new TaskRows(s).live(selection, after),
        (s, ids) -> new Ordering(s, now()).cancel(ids));
  }

  @Override
  public int retry(TaskSelection selection) {
    return inSteps(
        (s, after) -> new TaskRows(s).retryable(selection, after),
        (s, ids) -> new Ordering(s, now()).retry(ids));
  }

  @Override
  public void pause(String queue) {
    setPaused(queue, true);
  }

  @Override
  public void resume(String queue) {
    setPaused(queue, false);
  }

  private void setPaused(String queue, boolean paused) {
    database.write(
        Durability.SYNCED,
        s -> {
          new QueueRows(s).setPaused(queue, paused);
          return true;
        });
  }

  @Override
  public Pruned prune(Duration olderThan, Set<TaskState> states) {
    Instant before = now().minus(olderThan);
    String words = TaskRows.words(states.stream().filter(state -> !state.live()).toList());
    long tasks =
        inSteps(
            (s, after) -> new TaskRows(s).prunable(after, before, words),
            (s, ids) -> new Ordering(s, now()).remove(ids, before));
    removeOrphans();
    return database.write(
        Durability.SYNCED,
        s -> {
          var ordering = new Ordering(s, now());
          return new Pruned(
              tasks, ordering.removeUnusedContents(), ordering.removeEndedWorkers(before));
        });
  }

  private void removeOrphans() {
    String after = "";
    while (true) {
      String from = after;
      List<ResultRows.Source> orphans = database.read(s -> new ResultRows(s).orphans(from));
      if (orphans.isEmpty()) {
        return;
      }
      database.write(Durability.SYNCED, s -> new Ordering(s, now()).removeOrphans(orphans));
      after = orphans.getLast().path();
    }
  }

  private interface Selecting {
    List<Long> above(Session session, long taskId) throws SQLException;
  }

  private interface Doing {
    int with(Session session, List<Long> taskIds) throws SQLException;
  }

  /**
   * Selects beside the writer and changes in short transactions, so that others are not held up.
   */
  private int inSteps(Selecting selecting, Doing doing) {
    int done = 0;
    long after = 0;
    while (true) {
      long from = after;
      List<Long> ids = database.read(s -> selecting.above(s, from));
      if (ids.isEmpty()) {
        return done;
      }
      done += database.write(Durability.SYNCED, s -> doing.with(s, ids));
      after = ids.getLast();
    }
  }

  @Override
  public Counts counts() {
    return database.read(s -> new QueueRows(s).total());
  }

  @Override
  public List<QueueView> queues() {
    return database.read(s -> new QueueRows(s).list());
  }

  @Override
  public Optional<Task> task(long taskId) {
    return database.read(s -> new TaskRows(s).find(taskId));
  }

  @Override
  public List<Task> tasks(TaskFilter filter) {
    return database.read(s -> new TaskRows(s).list(filter));
  }

  @Override
  public Optional<Long> taskOfPath(String path) {
    return database.read(s -> new ResultRows(s).taskOfPath(path));
  }

  @Override
  public Optional<Result> result(long taskId) {
    return database.read(s -> new ResultRows(s).find(taskId));
  }

  @Override
  public List<Attempt> attempts(long taskId) {
    return database.read(s -> new AttemptRows(s).of(taskId));
  }

  @Override
  public List<WorkerView> workers() {
    return database.read(s -> new WorkerRows(s).list());
  }

  @Override
  public List<RegisteredSkill> registered() {
    return database.read(s -> new RegistryRows(s).names());
  }

  @Override
  public Optional<RegisteredSkill> registered(RegisteredSkill.Revision revision) {
    return database
        .read(s -> new RegistryRows(s).find(revision.skill(), revision.number()))
        .map(row ->
            new RegisteredSkill(revision, row.contentHash(), row.declaration(), row.source()));
  }

  @Override
  public long changeMark() {
    return database.changeMark();
  }

  @Override
  public long awaitChange(long seen, Duration atMost) throws InterruptedException {
    return database.awaitChange(seen, atMost);
  }

  /**
   * What is wrong with the store's file or what stands in it, in words; nothing where it is sound.
   */
  public List<String> check() {
    var findings = new ArrayList<>(database.integrity());
    findings.addAll(database.read(s -> new QueueRows(s).miscounts()));
    findings.addAll(database.read(s -> new QueueRows(s).brokenPromises()));
    return findings;
  }

  /** Writes a complete copy to a new file, while others go on working. */
  public void backup(Path target) {
    database.backup(target);
  }

  private Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {
    database.close();
  }
}
