package io.skillmill.db;

import io.skillmill.db.dialect.Dialect;
import io.skillmill.db.dialect.Pen;
import io.skillmill.db.dialect.Trouble;
import io.skillmill.db.migration.Migrations;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
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

  /** How long a group is tried again where the trouble may pass: lost connections, deadlocks. */
  private static final long PASSING_NANOS_MAX = 10_000_000_000L;

  private static final int QUARRELS_MAX = 8;

  private static final long PAUSE_NANOS_FIRST = 2_000_000;
  private static final long PAUSE_NANOS_MAX = 500_000_000;

  private final Dialect dialect;
  private final Consumer<Durability> committed;
  private final LinkedBlockingQueue<Order<?>> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final Thread thread;

  // Only the writer's own thread uses this.
  private @Nullable Pen pen;

  private volatile boolean closing;

  /** What a caller waits for. */
  private record Order<T>(Work<T> work, Durability durability, CompletableFuture<T> answer) {

    /** Runs the work and keeps what it gave, to be told after the commit. */
    Runnable run(Session session) throws SQLException {
      T value = work.in(session);
      return () -> answer.complete(value);
    }
  }

  /**
   * A writer with a pen, which it owns from now on; without one it opens one when it has to write.
   *
   * @param committed hears of every commit, before those who wait for it do
   */
  Writer(String name, Dialect dialect, @Nullable Pen pen, Consumer<Durability> committed) {
    this.dialect = dialect;
    this.pen = pen;
    this.committed = committed;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::loop);
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
    closePen();
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
                    "There was no memory left to write to the store %s".formatted(dialect.place()),
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
      commitPatiently(group);
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
      if (group.size() > 1 && e instanceof SQLException sql && isQuarrel(sql)) {
        group.forEach(order -> serve(new ArrayList<>(List.of(order))));
      } else {
        group.forEach(order -> order.answer().completeExceptionally(asProblem(e)));
      }
    }
  }

  /** Whether others were in the way, and not the connection: fewer at a time may get through. */
  private boolean isQuarrel(SQLException e) {
    return dialect.judge(e) == Trouble.QUARREL;
  }

  /** Tries again, for a while, what was surely undone and may well succeed a moment later. */
  private void commitPatiently(List<Order<?>> group) throws SQLException, Spoiled {
    long start = System.nanoTime();
    long pause = PAUSE_NANOS_FIRST;
    for (int quarrels = 0; ; ) {
      try {
        commit(group);
        return;
      } catch (SQLException | ProblemException e) {
        if (closing || !mayPass(e) || System.nanoTime() - start > PASSING_NANOS_MAX) {
          throw e;
        }
        if (e instanceof SQLException sql && isQuarrel(sql) && ++quarrels > QUARRELS_MAX) {
          throw e;
        }
        recover(e);
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause / 2, pause));
      pause = Math.min(pause * 2, PAUSE_NANOS_MAX);
    }
  }

  private boolean mayPass(Exception e) {
    return e instanceof SQLException sql
        ? dialect.judge(sql).passing()
        : e.getCause() instanceof SQLException cause && dialect.judge(cause).passing();
  }

  private void commit(List<Order<?>> group) throws SQLException, Spoiled {
    Durability durability = strictest(group);
    Pen open = pen();
    open.begin(durability == Durability.SYNCED);
    var answers = new ArrayList<Runnable>(group.size());
    for (Order<?> order : group) {
      answers.add(run(order, open.session()));
    }
    open.session().tally().write(open.session());
    commit(open);
    committed.accept(durability);
    answers.forEach(Runnable::run);
    tidyUp(open);
  }

  /** Where this fails nothing is lost, and whoever writes next meets the same trouble. */
  private void tidyUp(Pen open) {
    try {
      open.tidyUp();
    } catch (SQLException e) {
      recover(e);
    }
  }

  /** A commit that failed on the way back may have happened all the same. */
  private void commit(Pen open) throws SQLException {
    try {
      open.commit();
    } catch (SQLException e) {
      switch (open.fate(e)) {
        case COMMITTED -> closePen();
        case UNDONE -> throw e;
        case UNKNOWN -> throw unknown(e);
      }
    }
  }

  private ProblemException unknown(SQLException e) {
    closePen();
    return Problem.store(
            "The connection to the store %s was lost while a change was being committed, and the"
                    .formatted(dialect.place())
                + " store cannot tell any more whether it was",
            "Look at what stands in the store before doing it again")
        .causedBy(new IllegalStateException(e));
  }

  /** One caller's mistake must not fail the others of its group; a failing disk fails them all. */
  private Runnable run(Order<?> order, Session open) throws SQLException, Spoiled {
    try {
      return order.run(open);
    } catch (SQLException e) {
      if (dialect.judge(e) != Trouble.MISTAKE) {
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
  private static Durability strictest(List<Order<?>> group) {
    return group.stream().anyMatch(order -> order.durability() == Durability.SYNCED)
        ? Durability.SYNCED
        : Durability.RELAXED;
  }

  private void recover(Throwable failure) {
    Pen open = pen;
    if (open == null) {
      return;
    }
    open.session().tally().forget();
    if (failure instanceof SQLException e && dialect.judge(e).fatal()) {
      closePen();
    } else {
      open.rollback();
    }
  }

  private Pen pen() {
    Pen open = pen;
    if (open == null) {
      open = dialect.openPen(new Migrations(dialect)::apply);
      pen = open;
    }
    return open;
  }

  private void closePen() {
    Pen open = pen;
    pen = null;
    if (open != null) {
      open.close();
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
            "The store %s has been closed".formatted(dialect.place()), "Open it again to go on")
        .asException();
  }

  /** Finishes what waits, then closes. */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      // The thread may sit in take().
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
