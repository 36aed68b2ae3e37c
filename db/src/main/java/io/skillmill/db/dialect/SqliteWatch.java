package io.skillmill.db.dialect;

import io.skillmill.db.sql.Session;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for SQLite's data version again and again, which is the only thing that tells of a commit
 * for sure. That costs little, but a thousand times a second it is a twentieth of a core; so in a
 * quiet store it first waits until the system tells that the log was written to.
 */
final class SqliteWatch implements Watch {

  private static final long POLL_NANOS = 1_000_000;

  /** The log is written to before the commit is on disk, which takes a moment longer. */
  private static final long SOON_NANOS = 200_000;

  /** Each wait is half as long again as the one before it; beyond this the store is quiet. */
  private static final long PAUSE_NANOS_MAX = 10_000_000;

  /** Word may fail to come, where a file system does not give it. */
  private static final long NET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Session session;
  private final LogNews news;
  private long version;
  private long pause = POLL_NANOS;

  SqliteWatch(Session session, Path file) throws SQLException {
    this.session = session;
    this.news = new LogNews(file);
    this.version = SqliteDialect.dataVersion(session);
  }

  @Override
  public boolean heard() throws SQLException {
    rest();
    long now = SqliteDialect.dataVersion(session);
    if (now == version) {
      return false;
    }
    version = now;
    pause = POLL_NANOS;
    return true;
  }

  @Override
  public void ignore() {
    news.ignore();
  }

  private void rest() {
    if (pause <= PAUSE_NANOS_MAX) {
      LockSupport.parkNanos(this, pause);
      pause += pause / 2;
    } else if (!news.listening()) {
      // What was committed before is found now, without a wait, and what comes later is told.
      if (!news.listen()) {
        LockSupport.parkNanos(this, POLL_NANOS);
      }
    } else if (news.await(NET_NANOS)) {
      pause = SOON_NANOS;
    }
  }

  @Override
  public void close() {
    news.close();
    try {
      session.close();
    } catch (SQLException e) {
      // It only read.
    }
  }
}
