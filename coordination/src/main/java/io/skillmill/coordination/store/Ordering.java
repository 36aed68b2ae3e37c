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
    int cancelled = 0;
    for (long taskId : taskIds) {
      Optional<TaskRows.Standing> standing = tasks.standing(taskId);
      if (standing.filter(s -> s.state().live()).isPresent()) {
        cancel(taskId, standing.get());
        cancelled++;
      }
    }
    return cancelled;
  }

  private void cancel(long taskId, TaskRows.Standing standing) throws SQLException {
    tasks.cancel(taskId, standing, now);
    if (standing.state() == TaskState.IN_PROGRESS) {
      attempts.end(
          taskId,
          standing.attempt(),
          new AttemptRows.End(
              Optional.empty(), now, Optional.empty(), Attempt.Ending.CANCELLED, Optional.empty()));
    }
  }

  int retry(List<Long> taskIds) throws SQLException {
    int retried = 0;
    for (long taskId : taskIds) {
      Optional<TaskRows.Standing> standing = tasks.standing(taskId);
      if (standing.isPresent() && tasks.retry(taskId, standing.get(), now)) {
        results.remove(taskId);
        retried++;
      }
    }
    return retried;
  }

  int remove(List<Long> taskIds, Instant before) throws SQLException {
    int gone = 0;
    for (long taskId : taskIds) {
      Optional<TaskRows.Removed> removed = tasks.remove(taskId, before);
      if (removed.isPresent()) {
        removeWhatBelongsTo(taskId, removed.get());
        gone++;
      }
    }
    return gone;
  }

  private void removeWhatBelongsTo(long taskId, TaskRows.Removed task) throws SQLException {
    attempts.remove(taskId);
    results.remove(taskId);
    results.removeOrphan(task.path());
    if (task.contentHash().isPresent()) {
      contents.drop(task.contentHash().get());
    }
  }

  int removeOrphans(List<String> paths) throws SQLException {
    for (String path : paths) {
      results.removeOrphan(path);
    }
    return paths.size();
  }

  long removeUnusedContents() throws SQLException {
    return contents.removeUnused();
  }

  long removeEndedWorkers(Instant before) throws SQLException {
    return workers.removeEnded(before);
  }
}
