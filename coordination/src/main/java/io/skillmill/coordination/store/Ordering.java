package io.skillmill.coordination.store;

import io.skillmill.db.AttemptRows;
import io.skillmill.db.ContentRows;
import io.skillmill.db.ResultRows;
import io.skillmill.db.TaskRows;
import io.skillmill.db.WorkerRows;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.TaskState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Carries out orders about tasks: cancel, retry, remove; some at a time, within one transaction.
 */
final class Ordering {

  private final TaskRows tasks;
  private final AttemptRows attempts;
  private final ResultRows results;
  private final ContentRows contents;
  private final WorkerRows workers;
  private final Instant now;

  Ordering(Session session, Instant now) {
    tasks = new TaskRows(session);
    attempts = new AttemptRows(session);
    results = new ResultRows(session);
    contents = new ContentRows(session);
    workers = new WorkerRows(session);
    this.now = now;
  }

  int cancel(List<Long> taskIds) throws SQLException {
    var live =
        tasks.standings(taskIds).stream().filter(standing -> standing.state().live()).toList();
    tasks.cancel(live, now);
    attempts.end(
        live.stream()
            .filter(standing -> standing.state() == TaskState.IN_PROGRESS)
            .map(this::cancelled)
            .toList());
    return live.size();
  }

  private AttemptRows.Ended cancelled(TaskRows.Standing standing) {
    return new AttemptRows.Ended(
        standing.taskId(),
        standing.attempt(),
        new AttemptRows.End(
            Optional.empty(), now, Optional.empty(), Attempt.Ending.CANCELLED, Optional.empty()));
  }

  int retry(List<Long> taskIds) throws SQLException {
    List<Long> offered = tasks.retry(tasks.standings(taskIds), now);
    results.remove(offered);
    return offered.size();
  }

  int remove(List<Long> taskIds, Instant before) throws SQLException {
    List<TaskRows.Removed> removed = tasks.remove(taskIds, before);
    List<Long> gone = removed.stream().map(TaskRows.Removed::taskId).toList();
    attempts.remove(gone);
    results.remove(gone);
    results.removeOrphans(
        removed.stream().map(task -> new ResultRows.Source(task.path(), task.taskId())).toList());
    contents.drop(
        removed.stream().map(TaskRows.Removed::contentHash).flatMap(Optional::stream).toList());
    return gone.size();
  }

  int removeOrphans(List<ResultRows.Source> orphans) throws SQLException {
    results.removeOrphans(orphans);
    return orphans.size();
  }

  long removeUnusedContents() throws SQLException {
    return contents.removeUnused();
  }

  long removeEndedWorkers(Instant before) throws SQLException {
    return workers.removeEnded(before);
  }
}
