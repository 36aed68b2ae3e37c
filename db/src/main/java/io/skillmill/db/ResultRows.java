package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.task.Result;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of results, one for each finished task, and of the paths they answer for. */
public final class ResultRows {

  private final Session session;

  public ResultRows(Session session) {
    this.session = session;
  }

  /** What is stored of a result. */
  public record New(
      long taskId, Optional<String> result, Optional<String> error, String metrics, Instant now) {

    private @Nullable Object[] values() {
      return Session.values(taskId, result, error, metrics, now);
    }
  }

  public void add(List<New> results) throws SQLException {
    session.changeAll("add_result", results.stream().map(New::values).toList());
  }

  public void remove(List<Long> taskIds) throws SQLException {
    session.changeAll("remove_result", taskIds.stream().map(Session::values).toList());
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

  /** Which task answers for a path. */
  public record Source(String path, long taskId) {

    private @Nullable Object[] values() {
      return Session.values(path, taskId);
    }
  }

  /** From now on these tasks answer for their paths; of two for one path, the later one. */
  public void answerFor(List<Source> sources) throws SQLException {
    var latest = new TreeMap<String, Source>();
    sources.forEach(source -> latest.put(source.path(), source));
    session.changeAll("add_source", latest.values().stream().map(Source::values).toList());
  }

  public Optional<Long> taskOfPath(String path) throws SQLException {
    return session.row("find_source", Row::number, path);
  }

  /** Up to 1,000 paths, above one, whose task is gone. */
  public List<Source> orphans(String after) throws SQLException {
    return session.rows(
        "find_orphaned_sources", row -> new Source(row.text(), row.number()), after);
  }

  /** Removes those that have not got another task to answer for them since. */
  public void removeOrphans(List<Source> sources) throws SQLException {
    session.changeAll("remove_source", sources.stream().map(Source::values).toList());
  }
}
