package io.skillmill.db.dialect;

import io.skillmill.db.sql.Session;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** SQLite's writing connection. */
final class SqlitePen implements Pen {

  /** After another process was seen writing, it is let in between our transactions for so long. */
  private static final long COURTESY_NANOS = 1_000_000_000L;

  /** Who has not written for so long has let the others in already. */
  private static final long BREATH_NANOS = 1_000_000;

  /** The pages of the log that are brought into the file together: 16 MiB. */
  private static final int LOG_PAGES = 4_000;

  /** The log may begin afresh only when nobody reads it; until then, this often is enough. */
  private static final int NEW_PAGES = 1_000;

  private final SqliteDialect dialect;
  private final Session session;
  private boolean synced = true;
  private long dataVersion;
  private long strangerSeen;
  private boolean strangerEver;
  private long ended = System.nanoTime() - BREATH_NANOS;

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
    boolean courteous = strangerEver && now - strangerSeen < COURTESY_NANOS;
    if (courteous && now - ended < BREATH_NANOS) {
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(300_000));
    }
  }

  @Override
  public void commit() throws SQLException {
    session.run("COMMIT");
    ended = System.nanoTime();
  }

  private record Log(int busy, int pages, int broughtOver) {}

  /** SQLite would do it within a commit, for which somebody waits. */
  @Override
  public void tidyUp() throws SQLException {
    var log = log("NOOP");
    if (log.pages() >= LOG_PAGES && log.pages() - log.broughtOver() >= NEW_PAGES) {
      log("PASSIVE");
    }
  }

  private Log log(String mode) throws SQLException {
    return session
        .ask(
            "PRAGMA wal_checkpoint(" + mode + ")",
            row -> new Log(row.smallNumber(), row.smallNumber(), row.smallNumber()))
        .getFirst();
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
