package io.skillmill.db.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens for notices. Notices can be lost, on a connection that is only half open or behind a
 * pooler, so now and then it also asks whether any transaction has ended since it last looked.
 */
final class PostgresWatch implements Watch {

  private static final int WAIT_MILLIS = 50;
  private static final long LOOK_NANOS = 1_000_000_000L;

  /** A connection that does not answer a look for so long is given up. */
  private static final int LOOK_MILLIS_MAX = 5_000;

  private final Connection connection;
  private final PreparedStatement look;
  private String snapshot;
  private long nextLook;

  PostgresWatch(Connection connection, String channel) throws SQLException {
    this.connection = connection;
    try (var statement = connection.createStatement()) {
      statement.execute("LISTEN " + channel);
      connection.setNetworkTimeout(Runnable::run, LOOK_MILLIS_MAX);
      look = connection.prepareStatement("SELECT pg_current_snapshot()::text");
      snapshot = look();
    } catch (SQLException | RuntimeException e) {
      PostgresDialect.closeQuietly(connection);
      throw e;
    }
  }

  @Override
  public boolean heard() throws SQLException {
    PGNotification[] notices = connection.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
    if (notices != null && notices.length > 0) {
      return true;
    }
    if (System.nanoTime() - nextLook < 0) {
      return false;
    }
    String before = snapshot;
    snapshot = look();
    return !snapshot.equals(before);
  }

  /** Notices are few. */
  @Override
  public void ignore() {}

  private String look() throws SQLException {
    nextLook = System.nanoTime() + ThreadLocalRandom.current().nextLong(LOOK_NANOS / 2, LOOK_NANOS);
    try (ResultSet row = look.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() {
    PostgresDialect.closeQuietly(connection);
  }
}
