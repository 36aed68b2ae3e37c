package io.skillmill.db.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the other processes, on a connection of its own: a transaction that notifies takes a
 * lock of the whole server while it commits, and the commits of our writers are not to queue up at
 * it. Where there is much to tell it tells it less often, because each notice wakes every listener.
 */
final class PostgresHerald implements Herald {

  private static final long GAP_NANOS_MIN = 4_000_000;
  private static final long GAP_NANOS_MAX = 32_000_000;
  private static final long REOPEN_NANOS = 500_000_000;

  private final PostgresConnections connections;
  private final String channel;
  private final Thread thread;
  private volatile boolean pending;
  private volatile boolean closed;

  PostgresHerald(PostgresConnections connections, String channel) {
    this.connections = connections;
    this.channel = channel;
    this.thread = Thread.ofPlatform().name("skillmill-herald").daemon().unstarted(this::loop);
    thread.start();
  }

  @Override
  public void tell() {
    if (!pending) {
      pending = true;
      LockSupport.unpark(thread);
    }
  }

  private void loop() {
    Connection open = null;
    long gap = GAP_NANOS_MIN;
    while (!closed || pending) {
      if (!pending) {
        gap = GAP_NANOS_MIN;
        LockSupport.park(this);
        continue;
      }
      pending = false;
      open = tell(open);
      if (!closed) {
        rest(gap);
      }
      gap = pending ? Math.min(gap * 2, GAP_NANOS_MAX) : GAP_NANOS_MIN;
    }
    PostgresDialect.closeQuietly(open);
  }

  private static void rest(long gap) {
    long end = System.nanoTime() + gap;
    for (long left = gap; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Notifies, and gives the connection to use the next time. */
  private @Nullable Connection tell(@Nullable Connection open) {
    Connection connection = open;
    try {
      if (connection == null) {
        connection = connections.open();
      }
      try (var statement = connection.createStatement()) {
        statement.execute("SET synchronous_commit TO off; NOTIFY " + channel);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      // Those who listen look for themselves now and then.
      PostgresDialect.closeQuietly(connection);
      LockSupport.parkNanos(this, REOPEN_NANOS);
      return null;
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
