package io.skillmill.db.dialect;

import io.skillmill.db.sql.Session;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** SQLite's writing connection. */
final class SqlitePen implements Pen {

  /** After another process was seen writing, it is let in between our transactions for so long. */
  private static final long COURTESY_NANOS = 1_000_000_000L;

  private final SqliteDialect dialect;
  private final Session session;
  private boolean synced = true;
  private long dataVersion;
  private long strangerSeen;
  private boolean strangerEver;

  SqlitePen(SqliteDialect dialect, Session session) {
    this.dialect = dialect;
    this.session = session;
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public void begin(boolean sync) throws SQLException {
    letOthersIn();
    if (sync != synced) {
      session.run(sync ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
      synced = sync;
    }
    dialect.beginWrite(session);
  }

  /** Without this, a busy process would take the lock again before any other can wake up. */
  private void letOthersIn() throws SQLException {
    long version = SqliteDialect.dataVersion(session);
    long now = System.nanoTime();
    if (version != dataVersion) {
      strangerEver = dataVersion != 0;
      dataVersion = version;
      strangerSeen = now;
    }
    if (strangerEver && now - strangerSeen < COURTESY_NANOS) {
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(300_000));
    }
  }

  @Override
  public void commit() throws SQLException {
    session.run("COMMIT");
  }

  @Override
  public void rollback() {
    try {
      session.run("ROLLBACK");
    } catch (SQLException e) {
      // There was no transaction any more: SQLite rolls back by itself after some errors.
    }
  }

  @Override
  public Fate fate(SQLException failure) {
    return Fate.UNDONE; // What the file system did not take is not there.
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      // Nothing was acknowledged that is not on disk; closing adds nothing to that.
    }
  }
}
