package io.skillmill.coordination.store;

import io.skillmill.coordination.link.Link;
import io.skillmill.coordination.wire.Calls;
import io.skillmill.coordination.wire.Pack;
import io.skillmill.coordination.wire.Progress;
import io.skillmill.coordination.wire.Prune;
import io.skillmill.coordination.wire.Return;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A store that another process serves, on this machine or any other, over HTTP.
 *
 * <pre>{@code
 * try (SkillStore store = RemoteSkillStore.open("http://10.0.0.7:8000", Optional.of(token))) {
 *   SkillWorker.builder(store, handlers).start().awaitEnd();
 * }
 * }</pre>
 *
 * What is asked for is tried again for about ten seconds while the server cannot be reached, and is
 * never done twice for that. After this, whoever asked is told, and may ask again.
 */
public final class RemoteSkillStore implements SkillStore {

  /** What is kept of the contents that were read: a worker reads each but once. */
  private static final long CONTENT_BYTES_MAX = 64L << 20;

  private final Link link;
  private final RemoteChanges changes;
  private final Dispatch dispatch;
  private final ContentShelf contents = new ContentShelf(CONTENT_BYTES_MAX);

  private RemoteSkillStore(Link link) {
    this.link = link;
    changes = new RemoteChanges(link);
    dispatch = new Dispatch(link);
  }

  /**
   * Opens the store at this address, which must answer.
   *
   * @param address {@code http://host:port} or {@code https://host}
   * @param token the server's secret, where it asks for one
   */
  public static RemoteSkillStore open(String address, Optional<String> token) {
    return new RemoteSkillStore(Link.open(address, token));
  }

  /** Where the store is, for messages. */
  public String place() {
    return link.place();
  }

  @Override
  public List<Enqueued> enqueue(List<NewTask> tasks) {
    List<NewTask> batch = List.copyOf(tasks);
    return batch.isEmpty() ? List.of() : dispatch.enqueue(batch);
  }

  @Override
  public Registration register(WorkerCard card) {
    return link.ask(Calls.REGISTER, card);
  }

  @Override
  public void retire(Registration worker) {
    link.ask(Calls.RETIRE, worker);
  }

  @Override
  public BeatAnswer heartbeat(Beat beat) {
    return link.ask(Calls.HEARTBEAT, beat);
  }

  @Override
  public ClaimAnswer claim(ClaimRequest request) {
    return link.ask(Calls.CLAIM, request);
  }

  /** In one transaction for each portion; a report stands on its own, so nothing depends on it. */
  @Override
  public List<FinishAnswer> finish(List<Finish> finishes) {
    List<Finish> batch = List.copyOf(finishes);
    var answers = new ArrayList<FinishAnswer>();
    if (!batch.isEmpty()) {
      Portions.of(batch).forEach(portion -> answers.addAll(link.ask(Calls.FINISH, portion)));
    }
    return answers;
  }

  @Override
  public Turnover finishAndClaim(List<Finish> finishes, ClaimRequest request) {
    var portions = Portions.of(List.copyOf(finishes));
    var answers = new ArrayList<FinishAnswer>();
    portions
        .subList(0, portions.size() - 1)
        .forEach(portion -> answers.addAll(link.ask(Calls.FINISH, portion)));
    var last = link.ask(Calls.TURN_OVER, new Return(portions.getLast(), request));
    answers.addAll(last.answers());
    return new Turnover(answers, last.next());
  }

  @Override
  public int release(List<Lease> leases) {
    List<Lease> batch = List.copyOf(leases);
    return batch.isEmpty() ? 0 : link.ask(Calls.RELEASE, batch);
  }

  @Override
  public boolean progress(Lease lease, String note) {
    return link.ask(Calls.PROGRESS, new Progress(lease, note));
  }

  @Override
  public Optional<SkillSource> content(String contentHash) {
    if (contentHash.isEmpty()) {
      return Optional.empty();
    }
    return contents.find(contentHash).or(() -> fetch(contentHash));
  }

  private Optional<SkillSource> fetch(String contentHash) {
    var source = link.fetch(contentHash).map(pack -> unpack(contentHash, pack));
    source.ifPresent(contents::keep);
    return source;
  }

  private SkillSource unpack(String contentHash, byte[] pack) {
    try {
      return Pack.read(contentHash, pack);
    } catch (ProblemException e) {
      throw Problem.store(
              "The server at %s sent a broken source: %s".formatted(place(), e.problem().what()),
              "Run 'skillmill db check' where the store is")
          .causedBy(e);
    }
  }

  @Override
  public List<Pulse> pulses() {
    return link.ask(Calls.PULSES, true);
  }

  @Override
  public int rescue(Pulse pulse) {
    return link.ask(Calls.RESCUE, pulse);
  }

  @Override
  public int cancel(TaskSelection selection) {
    return link.ask(Calls.CANCEL, selection);
  }

  @Override
  public int retry(TaskSelection selection) {
    return link.ask(Calls.RETRY, selection);
  }

  @Override
  public void pause(String queue) {
    link.ask(Calls.PAUSE, queue);
  }

  @Override
  public void resume(String queue) {
    link.ask(Calls.RESUME, queue);
  }

  @Override
  public Pruned prune(Duration olderThan, Set<TaskState> states) {
    return link.ask(Calls.PRUNE, new Prune(olderThan, states));
  }

  @Override
  public Counts counts() {
    return link.ask(Calls.COUNTS, true);
  }

  @Override
  public List<QueueView> queues() {
    return link.ask(Calls.QUEUES, true);
  }

  @Override
  public Optional<Task> task(long taskId) {
    return link.find(Calls.TASK, taskId);
  }

  @Override
  public List<Task> tasks(TaskFilter filter) {
    return link.ask(Calls.TASKS, filter);
  }

  @Override
  public Optional<Long> taskOfPath(String path) {
    return link.find(Calls.TASK_OF_PATH, path);
  }

  @Override
  public Optional<Result> result(long taskId) {
    return link.find(Calls.RESULT, taskId);
  }

  @Override
  public List<Attempt> attempts(long taskId) {
    return link.ask(Calls.ATTEMPTS, taskId);
  }

  @Override
  public List<WorkerView> workers() {
    return link.ask(Calls.WORKERS, true);
  }

  @Override
  public List<RegisteredSkill> registered() {
    return link.find(Calls.REGISTERED, true).orElse(List.of()); // an older server has none
  }

  @Override
  public Optional<RegisteredSkill> registered(RegisteredSkill.Revision revision) {
    return link.find(Calls.REGISTERED_REVISION, revision);
  }

  @Override
  public long changeMark() {
    return changes.mark();
  }

  @Override
  public long awaitChange(long seen, Duration atMost) throws InterruptedException {
    return changes.await(seen, atMost);
  }

  @Override
  public void close() {
    link.close();
  }
}
