package io.skillmill.db.dialect;

import io.skillmill.db.sql.Session;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** Asks for SQLite's data version again and again, which costs a few microseconds. */
final class SqliteWatch implements Watch {

  private static final long POLL_NANOS = 1_000_000;

  private final Session session;
  private long version;

  SqliteWatch(Session session) throws SQLException {
    this.session = session;
    this.version = SqliteDialect.dataVersion(session);
  }

  @Override
  public boolean heard() throws SQLException {
    LockSupport.parkNanos(this, POLL_NANOS);
    long now = SqliteDialect.dataVersion(session);
    boolean moved = now != version;
    version = now;
    return moved;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      // It only read.
    }
  }
}
