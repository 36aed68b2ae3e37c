package io.skillmill.db;

import com.zaxxer.hikari.HikariDataSource;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A store's database: one writer that commits for everyone in this process, a few readers beside
 * it, and word of what other processes commit. Thread-safe.
 */
public final class Database implements AutoCloseable {

  private static final int READERS_MAX = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final SqliteDialect dialect;
  private final Writer writer;
  private final Changes changes;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Object poolLock = new Object();
  private @Nullable HikariDataSource pool;
  private final Semaphore readers = new Semaphore(READERS_MAX);
  private final ConcurrentLinkedQueue<Reading> idle = new ConcurrentLinkedQueue<>();

  private Database(SqliteDialect dialect, Session session) {
    this.dialect = dialect;
    this.changes = new Changes(dialect);
    this.writer = new Writer(dialect, session, changes::announce);
  }

  /**
   * Opens a store, makes it where there is none, and brings its tables up to date.
   *
   * @throws io.skillmill.schema.problem.ProblemException where that cannot be, with the remedy
   */
  public static Database open(Path file) {
    var dialect = new SqliteDialect(file);
    return new Database(dialect, dialect.openWriter(new Migrations(dialect)::apply));
  }

  public Path file() {
    return dialect.file();
  }

  /** Does the work in one transaction with others', and returns once it is as durable as asked. */
  public <T> T write(Durability durability, Work<T> work) {
    return writer.write(durability, work);
  }

  /** Reads; each statement sees what was committed when it began. */
  public <T> T read(Work<T> work) {
    readers.acquireUninterruptibly();
    try {
      return read(borrow(), work);
    } finally {
      readers.release();
      if (closed.get()) {
        closeIdle();
      }
    }
  }

  private <T> T read(Reading reading, Work<T> work) {
    try {
      T answer = work.in(reading.session());
      idle.add(reading);
      return answer;
    } catch (SQLException e) {
      reading.close();
      throw dialect.problem(e);
    } catch (RuntimeException | Error e) {
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
    try (Session session = dialect.openReader()) {
      dialect.backup(session, target.toAbsolutePath());
    } catch (SQLException e) {
      throw Problem.store(
              "The backup %s could not be written (%s)".formatted(target, e.getMessage()),
              "Name a new file in a folder with room and write permission")
          .causedBy(e);
    }
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
      writer.close();
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
              "The store %s has been closed".formatted(file()), "Open it again to go on")
          .asException();
    }
    Reading kept = idle.poll();
    if (kept != null) {
      return kept;
    }
    try {
      Connection pooled = pool().getConnection();
      return new Reading(pooled, new Session(pooled));
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
