package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.task.Result;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of results, one for each finished task, and of the paths they answer for. */
public final class ResultRows {

  private final Session session;

  public ResultRows(Session session) {
    this.session = session;
  }

  /** What is stored of a result. */
  public record New(
      long taskId, Optional<String> result, Optional<String> error, String metrics, Instant now) {}

  public void add(New row) throws SQLException {
    session.change("add_result", row.taskId(), row.result(), row.error(), row.metrics(), row.now());
  }

  public void remove(long taskId) throws SQLException {
    session.change("remove_result", taskId);
  }

  public Optional<Result> find(long taskId) throws SQLException {
    return session.row(
        "find_result",
        row ->
            new Result(
                row.number(),
                row.text(),
                row.textIfAny(),
                row.textIfAny(),
                row.text(),
                row.instant()),
        taskId);
  }

  /** From now on this task answers for the path. */
  public void answerFor(String path, long taskId) throws SQLException {
    session.change("add_source", path, taskId);
  }

  public Optional<Long> taskOfPath(String path) throws SQLException {
    return session.row("find_source", Row::number, path);
  }

  /** Up to 1,000 paths, above one, whose task is gone. */
  public List<String> orphanedPaths(String after) throws SQLException {
    return session.rows("find_orphaned_sources", Row::text, after);
  }

  public void removeOrphan(String path) throws SQLException {
    session.change("remove_source", path);
  }
}
