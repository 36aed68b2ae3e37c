package io.skillmill.db.dialect;

import io.skillmill.db.sql.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's writing connection. It notes the number of each transaction, so that it can ask on
 * another connection what became of one whose commit was lost on the way.
 */
final class PostgresPen implements Pen {

  private static final long FATE_NANOS_MAX = 20_000_000_000L;
  private static final long PAUSE_NANOS_FIRST = 5_000_000;
  private static final long PAUSE_NANOS_MAX = 500_000_000;

  /** After a failover to a copy that lags behind, the same number means another transaction. */
  private static final String TIMELINE =
      "SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";

  private final PostgresDialect dialect;
  private final PostgresConnections connections;
  private final Connection connection;
  private final Session session;
  private final PreparedStatement begin;
  private final String syncedCommit;
  private final @Nullable String timeline;
  private String transaction = "";

  PostgresPen(
      PostgresDialect dialect,
      PostgresConnections connections,
      Connection connection,
      Session session)
      throws SQLException {
    this.dialect = dialect;
    this.connections = connections;
    this.connection = connection;
    this.session = session;
    String usual = first(connection, "SHOW synchronous_commit");
    this.syncedCommit = usual.equals("off") ? "on" : usual;
    this.timeline = timeline(connection);
    this.begin =
        connection.prepareStatement(
            "SELECT pg_current_xact_id()::text, set_config('synchronous_commit', ?, true)");
    connection.setAutoCommit(false);
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public void begin(boolean synced) throws SQLException {
    begin.setString(1, synced ? syncedCommit : "off");
    try (ResultSet row = begin.executeQuery()) {
      row.next();
      transaction = row.getString(1);
    }
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
  }

  /** The server does it. */
  @Override
  public void tidyUp() {}

  @Override
  public void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is gone, and the server undoes what it left behind.
    }
  }

  @Override
  public Fate fate(SQLException failure) {
    if (!dialect.judge(failure).fatal()) {
      return Fate.UNDONE;
    }
    PostgresDialect.closeQuietly(connection);
    long start = System.nanoTime();
    long pause = PAUSE_NANOS_FIRST;
    while (System.nanoTime() - start < FATE_NANOS_MAX) {
      String told = ask();
      switch (told) {
        case "committed" -> {
          return Fate.COMMITTED;
        }
        case "aborted" -> {
          return Fate.UNDONE;
        }
        case "forgotten" -> {
          return Fate.UNKNOWN;
        }
        default -> LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause / 2, pause));
      }
      pause = Math.min(pause * 2, PAUSE_NANOS_MAX);
    }
    return Fate.UNKNOWN;
  }

  /** The server's word, or another where it cannot be asked yet. */
  private String ask() {
    try (Connection other = connections.open()) {
      if (timeline == null || !timeline.equals(timeline(other))) {
        return "forgotten";
      }
      return first(
          other, "SELECT coalesce(pg_xact_status('%s'::xid8), 'forgotten')".formatted(transaction));
    } catch (SQLException e) {
      return dialect.judge(e).fatal() ? "away" : "forgotten";
    }
  }

  private static @Nullable String timeline(Connection connection) {
    try {
      return first(connection, TIMELINE);
    } catch (SQLException e) {
      return null; // A server that is not quite PostgreSQL; then nothing is known for certain.
    }
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() {
    PostgresDialect.closeQuietly(connection);
  }
}
