package io.skillmill.db.dialect;

import io.skillmill.db.sql.Session;
import java.nio.file.Path;
import java.sql.SQLException;
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

  /** Waits as long as this are ended by word of a write. */
  private static final long LISTEN_NANOS = 2_000_000;

  /** Word may fail to come, where a file system does not give it. */
  private static final long NET_NANOS = 50_000_000;

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

  /** Each wait is half as long again as the one before it. */
  private void rest() {
    if (pause < LISTEN_NANOS) {
      LockSupport.parkNanos(this, pause);
    } else if (!news.listening()) {
      // What was committed before is found now, without a wait, and what comes later is told.
      if (!news.listen()) {
        LockSupport.parkNanos(this, POLL_NANOS);
      }
      return;
    } else if (news.await(pause)) {
      pause = SOON_NANOS;
      return;
    }
    pause = Math.min(pause + pause / 2, NET_NANOS);
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
