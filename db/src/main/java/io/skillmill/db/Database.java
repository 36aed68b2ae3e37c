package io.skillmill.db;

import com.zaxxer.hikari.HikariDataSource;
import io.skillmill.db.dialect.Dialect;
import io.skillmill.db.dialect.Herald;
import io.skillmill.db.dialect.Pen;
import io.skillmill.db.dialect.SqliteDialect;
import io.skillmill.db.migration.Migrations;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A store's database: one writer that commits for everyone in this process, a few readers beside
 * it, and word of what other processes commit. Thread-safe.
 */
public final class Database implements AutoCloseable {

  private static final int READERS_MAX = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final long PASSING_NANOS_MAX = 5_000_000_000L;
  private static final long PAUSE_NANOS_MAX = 50_000_000;

  private final Dialect dialect;
  private final Herald herald;
  private final Writer writer;
  private final Writer beats;
  private final Changes changes;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Object poolLock = new Object();
  private @Nullable HikariDataSource pool;
  private final Semaphore readers = new Semaphore(READERS_MAX);
  private final ConcurrentLinkedQueue<Reading> idle = new ConcurrentLinkedQueue<>();

  private Database(Dialect dialect, Pen pen) {
    this.dialect = dialect;
    this.changes = new Changes(dialect);
    this.herald = dialect.openHerald();
    this.writer = new Writer("skillmill-writer", dialect, pen, this::committed);
    this.beats =
        dialect.reserved(
            writer, () -> new Writer("skillmill-beats", dialect, null, _ -> changes.announce()));
  }

  private void committed(Durability durability) {
    changes.announce();
    if (durability == Durability.SYNCED) { // Nobody waits for what may be forgotten.
      herald.tell();
    }
  }

  /**
   * Opens a store, makes it where there is none, and brings its tables up to date.
   *
   * @throws io.skillmill.schema.problem.ProblemException where that cannot be, with the remedy
   */
  public static Database open(Path file) {
    return open(new SqliteDialect(file));
  }

  /**
   * The same, with the store named by a path or a URL.
   *
   * @param address a path, {@code sqlite:PATH}, or {@code postgresql://user@host/database}
   */
  public static Database open(String address) {
    return open(Dialect.of(address));
  }

  /** The same, but refuses where there is no store yet, and makes none. */
  public static Database openExisting(String address) {
    Dialect dialect = Dialect.of(address);
    return new Database(dialect, dialect.openPen(new Migrations(dialect)::applyToExisting));
  }

  private static Database open(Dialect dialect) {
    return new Database(dialect, dialect.openPen(new Migrations(dialect)::apply));
  }

  /** Where the store is, for messages; without any password. */
  public String place() {
    return dialect.place();
  }

  /** Does the work in one transaction with others', and returns once it is as durable as asked. */
  public <T> T write(Durability durability, Work<T> work) {
    return writer.write(durability, work);
  }

  /** The same for signs of life, which no slow write of this process may hold up. */
  public <T> T beat(Work<T> work) {
    return beats.write(Durability.RELAXED, work);
  }

  /** Reads; each statement sees what was committed when it began. */
  public <T> T read(Work<T> work) {
    readers.acquireUninterruptibly();
    try {
      return readPatiently(work);
    } finally {
      readers.release();
      if (closed.get()) {
        closeIdle();
      }
    }
  }

  /** Reads again, for a while, where the connection was lost; likely the idle ones were too. */
  private <T> T readPatiently(Work<T> work) {
    long start = System.nanoTime();
    while (true) {
      try {
        return readOnce(borrow(), work);
      } catch (SQLException e) {
        if (!dialect.judge(e).passing() || System.nanoTime() - start > PASSING_NANOS_MAX) {
          throw dialect.problem(e);
        }
      }
      closeIdle();
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS_MAX));
    }
  }

  private <T> T readOnce(Reading reading, Work<T> work) throws SQLException {
    try {
      T answer = work.in(reading.session());
      idle.add(reading);
      return answer;
    } catch (SQLException | RuntimeException | Error e) {
      reading.close(); // whatever it was: a connection that is not given back is one fewer for ever
      throw e;
    }
  }

  /** A mark that moves with every commit, of this process and others. */
  public long changeMark() {
    return changes.mark();
  }

  /** Waits until the mark has moved past {@code seen}, or the time is up, and returns it. */
  public long awaitChange(long seen, Duration atMost) throws InterruptedException {
    return changes.await(seen, atMost);
  }

  /** What is wrong with the file; nothing where it is sound. */
  public List<String> integrity() {
    return read(dialect::integrity);
  }

  /** Writes a complete copy to a file that does not exist yet. */
  public void backup(Path target) {
    dialect.backup(target.toAbsolutePath());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      changes.close();
      closeIdle();
      synchronized (poolLock) {
        if (pool != null) {
          pool.close();
        }
      }
      beats.close();
      writer.close();
      herald.close();
    }
  }

  /** A pooled connection, with the statements prepared on it so far. */
  private record Reading(Connection pooled, Session session) {

    void close() {
      try {
        pooled.close();
      } catch (SQLException e) {
        // It is the pool's to deal with.
      }
    }
  }

  /**
   * Readers keep their pooled connection, and with it their prepared statements; the pool bounds
   * how many there are and replaces broken ones.
   */
  private Reading borrow() {
    if (closed.get()) {
      throw Problem.store(
              "The store %s has been closed".formatted(place()), "Open it again to go on")
          .asException();
    }
    Reading kept = idle.poll();
    if (kept != null) {
      return kept;
    }
    try {
      Connection pooled = pool().getConnection();
      return new Reading(pooled, dialect.reader(pooled));
    } catch (SQLException e) {
      throw dialect.problem(e);
    }
  }

  private HikariDataSource pool() {
    synchronized (poolLock) {
      if (pool == null) {
        pool = dialect.openReaders(READERS_MAX);
      }
      return pool;
    }
  }

  private void closeIdle() {
    for (Reading reading = idle.poll(); reading != null; reading = idle.poll()) {
      reading.close();
    }
  }
}
