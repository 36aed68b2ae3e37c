package io.skillmill.coordination.work;

import io.skillmill.coordination.holding.Ended;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the store has not yet taken: reports of ended attempts, and leases to give back. They stay
 * here until it has; sending the same report twice is harmless. No larger than the claims in hand,
 * for nothing is claimed while the store fails. The dispatcher's alone.
 */
final class Spool {

  private static final int BATCH_MAX = 500;

  private final boolean history;
  private final ArrayDeque<Ended> reports = new ArrayDeque<>();
  private final ArrayList<Lease> returns = new ArrayList<>();

  /**
   * @param history whether tasks that leave no result are to be remembered
   */
  Spool(boolean history) {
    this.history = history;
  }

  void add(Collection<Ended> ended) {
    reports.addAll(ended);
  }

  void giveBack(Collection<Lease> leases) {
    returns.addAll(leases);
  }

  boolean isEmpty() {
    return reports.isEmpty() && returns.isEmpty();
  }

  int unsent() {
    return reports.size();
  }

  /** The oldest reports, which stay until they are {@link #answered}. */
  List<Finish> batch() {
    return reports.stream().limit(BATCH_MAX).map(this::report).toList();
  }

  private Finish report(Ended ended) {
    return history ? ended.finish() : ended.finish().withoutHistory();
  }

  /** Takes out the reports that these are the answers to. */
  List<WorkerListener.Finished> answered(List<FinishAnswer> answers) {
    var out = new ArrayList<WorkerListener.Finished>(answers.size());
    for (var answer : answers) {
      var ended = reports.remove();
      out.add(
          new WorkerListener.Finished(ended.claim(), ended.outcome(), ended.duration(), answer));
    }
    return out;
  }

  List<Lease> returns() {
    return List.copyOf(returns);
  }

  void returned() {
    returns.clear();
  }
}
