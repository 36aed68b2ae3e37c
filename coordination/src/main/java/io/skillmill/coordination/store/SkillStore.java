package io.skillmill.coordination.store;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hub: every task, claim and result goes through here, and it alone decides whose write counts.
 *
 * <p>What a method acknowledges by returning is durable: it survives the end of the process at any
 * moment, and power loss too. Heartbeats, progress and claims alone may be forgotten by a power
 * loss; a fresh random lease for every claim makes that harmless.
 *
 * <p>Thread-safe; every method may block, and may be called from a virtual thread. A store that
 * cannot do its work throws a {@link io.skillmill.schema.problem.ProblemException} of kind {@code
 * STORE}.
 */
public interface SkillStore extends AutoCloseable {

  // ---- putting work in

  /**
   * Enqueues all of them, with their contents, in one transaction. The answers come in the order of
   * the tasks. A task with the key of a live one is not added; one with the key of a completed or
   * rejected one is answered from it, unless forced.
   */
  List<Enqueued> enqueue(List<NewTask> tasks);

  // ---- working

  /**
   * Makes a worker known. Where its name is taken, the name passes to the newcomer and the tasks of
   * the earlier one are offered again.
   */
  Registration register(WorkerCard card);

  /** Says goodbye: gives back what is still claimed, without costing an attempt, and stops. */
  void retire(Registration worker);

  /** A sign of life for the worker and all its claims. */
  BeatAnswer heartbeat(Beat beat);

  /** Hands out tasks, each with a fresh lease, in one transaction. */
  ClaimAnswer claim(ClaimRequest request);

  /**
   * Records finished attempts in one transaction, each only where its lease is still the task's.
   * Sending the same report again is harmless and gets the same answer.
   */
  List<FinishAnswer> finish(List<Finish> finishes);

  /** {@link #finish} and then {@link #claim}, in one transaction. */
  Turnover finishAndClaim(List<Finish> finishes, ClaimRequest request);

  /**
   * Gives claims back, at once to be claimed again. A claim that was never started costs its task
   * no attempt. Leases that are not good any more are passed over.
   *
   * @return how many tasks went back
   */
  int release(List<Lease> leases);

  /**
   * Says how far a task has come.
   *
   * @param note a JSON object
   * @return whether the lease is still good
   */
  boolean progress(Lease lease, String note);

  /** The source stored under this hash. */
  Optional<SkillSource> content(String contentHash);

  // ---- looking after lost workers

  /** The pulses of all active workers. */
  List<Pulse> pulses();

  /**
   * Takes a worker for dead, unless its pulse has moved: its tasks are offered again after a
   * backoff, or fail where their attempts are spent. Attempts that never started are not counted,
   * though no more often than the task has attempts; such a task is offered again at once.
   *
   * @return how many tasks were taken from it
   */
  int rescue(Pulse pulse);

  // ---- giving orders

  /**
   * Cancels live tasks. After this returns, no attempt of theirs can write a result.
   *
   * @return how many were live
   */
  int cancel(TaskSelection selection);

  /**
   * Offers failed and cancelled tasks again with all their attempts. One whose key is live in
   * another task is passed over.
   *
   * @return how many went back
   */
  int retry(TaskSelection selection);

  /** Holds back claims from a queue, which need not exist yet. Running tasks go on. */
  void pause(String queue);

  /** Lets claims go on. */
  void resume(String queue);

  /**
   * Removes finished tasks of these states that ended longer ago than this, with their results and
   * attempts; then contents and lost or stopped workers that nothing refers to any more.
   */
  Pruned prune(Duration olderThan, Set<TaskState> states);

  // ---- looking

  /** How many tasks are in which state. */
  Counts counts();

  List<QueueView> queues();

  Optional<Task> task(long taskId);

  /** The tasks that pass the filter, by id. */
  List<Task> tasks(TaskFilter filter);

  /** The task that last answered for this path. */
  Optional<Long> taskOfPath(String path);

  Optional<Result> result(long taskId);

  List<Attempt> attempts(long taskId);

  List<WorkerView> workers();

  /** The registered skills that serve, by name, without their texts. */
  List<RegisteredSkill> registered();

  /** A revision of a registered skill, with its texts. */
  Optional<RegisteredSkill> registered(RegisteredSkill.Revision revision);

  // ---- waiting

  /** A mark that moves whenever work may have become available or tasks may have ended. */
  long changeMark();

  /**
   * Waits until the mark has moved past {@code seen}, or the time is up.
   *
   * @return the mark now
   */
  long awaitChange(long seen, Duration atMost) throws InterruptedException;

  @Override
  void close();
}
