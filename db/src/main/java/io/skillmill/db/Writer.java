package io.skillmill.db;

import io.skillmill.db.dialect.SqliteDialect;
import io.skillmill.db.migration.Migrations;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.problem.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Whatever waits when it is free goes into one transaction, so that one
 * sync of the disk serves many callers (group commit), nobody inside this process ever meets a busy
 * database, and no virtual thread holds its carrier in native code. It is a platform thread for
 * that last reason.
 */
final class Writer implements AutoCloseable {

  private static final int WAITING_MAX = 10_000;
  private static final int GROUP_MAX = 500;

  private static final long MEMORY_PAUSE_NANOS = 10_000_000;

  /** After another process was seen writing, it is let in between our transactions for so long. */
  private static final long COURTESY_NANOS = 1_000_000_000L;

  private final SqliteDialect dialect;
  private final Runnable committed;
  private final LinkedBlockingQueue<Order<?>> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final Thread thread;

  // Only the writer's own thread uses these.
  private @Nullable Session session;
  private Durability mode = Durability.SYNCED;
  private long dataVersion;
  private long strangerSeen;
  private boolean strangerEver;

  private volatile boolean closing;

  /** What a caller waits for. */
  private record Order<T>(Work<T> work, Durability durability, CompletableFuture<T> answer) {

    /** Runs the work and keeps what it gave, to be told after the commit. */
    Runnable run(Session session) throws SQLException {
      T value = work.in(session);
      return () -> answer.complete(value);
    }
  }

  /** A writer on an open session, which it owns from now on. */
  Writer(SqliteDialect dialect, Session session, Runnable committed) {
    this.dialect = dialect;
    this.session = session;
    this.committed = committed;
    this.thread = Thread.ofPlatform().name("skillmill-writer").daemon().unstarted(this::loop);
    thread.start();
  }

  /**
   * Has the work done in a transaction, and returns what it gave once that is as durable as asked.
   */
  <T> T write(Durability durability, Work<T> work) {
    var order = new Order<>(work, durability, new CompletableFuture<T>());
    enqueue(order);
    try {
      return order.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void enqueue(Order<?> order) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        if (closing) {
          throw closed();
        }
        try {
          waiting.put(order);
          break;
        } catch (InterruptedException e) {
          interrupted = true; // A write is not given up half-way; the caller sees the flag after.
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (closing) {
      refuseWaiting();
    }
  }

  private void loop() {
    var group = new ArrayList<Order<?>>(GROUP_MAX);
    while (!closing || !waiting.isEmpty()) {
      try {
        group.add(waiting.take());
        waiting.drainTo(group, GROUP_MAX - 1);
        serve(group);
      } catch (InterruptedException e) {
        continue; // Woken to look at closing.
      } catch (Error e) {
        outOfMemory(group);
      }
      group.clear();
    }
    refuseWaiting();
    closeSession();
  }

  /**
   * Some task took all the memory; it fails, and the writer must outlive it. Want of memory shows
   * itself as other errors too, where the JVM was about to link something.
   */
  private void outOfMemory(List<Order<?>> group) {
    while (true) {
      try {
        var problem =
            Problem.store(
                    "There was no memory left to write to the store %s".formatted(dialect.file()),
                    "Give the process more with -Xmx, or run fewer tasks at a time")
                .asException();
        group.forEach(order -> order.answer().completeExceptionally(problem));
        return;
      } catch (Error e) {
        LockSupport.parkNanos(MEMORY_PAUSE_NANOS);
      }
    }
  }

  private void serve(List<Order<?>> group) {
    try {
      letOthersIn();
      commit(group);
    } catch (Spoiled spoiled) {
      recover(spoiled.why);
      spoiled.order.answer().completeExceptionally(asProblem(spoiled.why));
      group.remove(spoiled.order);
      if (!group.isEmpty()) {
        serve(group);
      }
    } catch (Error e) {
      recover(e);
      throw e;
    } catch (Throwable e) {
      recover(e);
      group.forEach(order -> order.answer().completeExceptionally(asProblem(e)));
    }
  }

  private void commit(List<Order<?>> group) throws SQLException, Spoiled {
    Session open = session();
    useMode(open, group);
    dialect.beginWrite(open);
    var answers = new ArrayList<Runnable>(group.size());
    for (Order<?> order : group) {
      answers.add(run(order, open));
    }
    open.tally().write(open);
    open.run("COMMIT");
    committed.run();
    answers.forEach(Runnable::run);
  }

  /** One caller's mistake must not fail the others of its group; a failing disk fails them all. */
  private Runnable run(Order<?> order, Session open) throws SQLException, Spoiled {
    try {
      return order.run(open);
    } catch (SQLException e) {
      if (dialect.isFatal(e) || dialect.isFull(e)) {
        throw e;
      }
      throw new Spoiled(order, e);
    } catch (RuntimeException e) {
      throw new Spoiled(order, e);
    }
  }

  /** A group that failed because of one of its orders. */
  private static final class Spoiled extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Order<?> order;
    private final Exception why;

    Spoiled(Order<?> order, Exception why) {
      super(why);
      this.order = order;
      this.why = why;
    }
  }

  /** Everything in a group waits for the strictest of them; a relaxed group skips the sync. */
  private void useMode(Session open, List<Order<?>> group) throws SQLException {
    boolean synced = group.stream().anyMatch(order -> order.durability() == Durability.SYNCED);
    Durability wanted = synced ? Durability.SYNCED : Durability.RELAXED;
    if (wanted != mode) {
      open.run(synced ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
      mode = wanted;
    }
  }

  /** Without this, a busy process would take the lock again before any other can wake up. */
  private void letOthersIn() throws SQLException {
    long version = dialect.dataVersion(session());
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

  private void recover(Throwable failure) {
    Session open = session;
    if (open == null) {
      return;
    }
    open.tally().forget();
    try {
      open.run("ROLLBACK");
    } catch (SQLException e) {
      // There was no transaction any more: SQLite rolls back by itself after some errors.
    }
    if (failure instanceof SQLException e && dialect.isFatal(e)) {
      closeSession();
    }
  }

  private Session session() {
    Session open = session;
    if (open == null) {
      open = dialect.openWriter(new Migrations(dialect)::apply);
      session = open;
      mode = Durability.SYNCED;
    }
    return open;
  }

  private void closeSession() {
    Session open = session;
    session = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (SQLException e) {
      // Nothing was acknowledged that is not on disk; closing adds nothing to that.
    }
  }

  private Throwable asProblem(Throwable failure) {
    return failure instanceof SQLException e ? dialect.problem(e) : failure;
  }

  private void refuseWaiting() {
    for (Order<?> order = waiting.poll(); order != null; order = waiting.poll()) {
      order.answer().completeExceptionally(closed());
    }
  }

  private RuntimeException closed() {
    return Problem.store(
            "The store %s has been closed".formatted(dialect.file()), "Open it again to go on")
        .asException();
  }

  /** Finishes what waits, then closes. */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      // The thread may sit in take(); SQLite never sees this interrupt, because the loop clears it.
      if (waiting.isEmpty()) {
        waiting.offer(new Order<>(_ -> true, Durability.RELAXED, new CompletableFuture<>()));
      }
      try {
        thread.join(50);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
