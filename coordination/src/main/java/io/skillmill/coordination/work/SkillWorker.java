package io.skillmill.coordination.work;

import io.skillmill.coordination.store.SkillStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Claims tasks from a store and runs each on a virtual thread, until it is told to stop or, when
 * draining, until nothing is left to do. It keeps giving signs of life all the while, and takes
 * back the tasks of workers that no longer do. Thread-safe.
 *
 * <pre>{@code
 * try (var worker = SkillWorker.builder(store, Handlers.of(parsers, Limits.DEFAULT)).start()) {
 *   WorkerReport report = worker.drain().awaitEnd();
 * }
 * }</pre>
 */
@SuppressWarnings({"unused", "DoNotCallSuggester"})
public final class SkillWorker implements AutoCloseable {

  /** How long {@link #close} lets running tasks go on. */
  public static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

  private SkillWorker(Builder builder) {}

  /**
   * Makes room for tasks that hog a core and cannot be stopped, for virtual threads are not taken
   * off one by force. Call it first thing in {@code main}: it has no effect once the first virtual
   * thread has started.
   */
  public static void prepareRuntime() {}

  public static Builder builder(SkillStore store, Handlers handlers) {
    return new Builder(store, handlers);
  }

  /** The name it is registered under. */
  public String id() {
    return "";
  }

  /** Ends by itself once its queues hold nothing more to do, whoever does it. */
  public SkillWorker drain() {
    return this;
  }

  /**
   * Claims no more, gives back what was not started, and lets running tasks end within the grace;
   * then interrupts them and gives them back too. Returns at once; may be called again with a
   * shorter grace, from any thread.
   */
  public void stop(Duration grace) {}

  /** Interrupts whatever runs and gives it back. */
  public void stopNow() {
    stop(Duration.ZERO);
  }

  /** Waits for the end, which comes only after {@link #stop} or {@link #drain}. */
  public WorkerReport awaitEnd() throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Waits for the end for a time; empty where it has not come. */
  public Optional<WorkerReport> awaitEnd(Duration atMost) throws InterruptedException {
    return Optional.empty();
  }

  /** {@link #stop}, and waits for the end. */
  @Override
  public void close() {}

  /** Settings of a worker; every one has a default. */
  @SuppressWarnings("unused")
  public static final class Builder {
    private Builder(SkillStore store, Handlers handlers) {}

    /** Unique among the workers of the store; by default made of host, process and chance. */
    public Builder id(String newId) {
      return this;
    }

    /** How many tasks it runs at a time; by default as many as there are cores. */
    public Builder slots(int newSlots) {
      return this;
    }

    /** The queues to take from, in this order; by default all of them in turn. */
    public Builder queues(List<String> newQueues) {
      return this;
    }

    /** How often to give a sign of life; by default every second. */
    public Builder heartbeat(Duration newHeartbeat) {
      return this;
    }

    /** How long another worker may be silent before its tasks are taken back; by default 10 s. */
    public Builder lostAfter(Duration newLostAfter) {
      return this;
    }

    /** How long finished tasks are kept; by default for ever. */
    public Builder keep(Duration newKeep) {
      return this;
    }

    /** How long a task may take to end once it is interrupted; by default 2 s. */
    public Builder interruptGrace(Duration newGrace) {
      return this;
    }

    /** How long the store may fail before the worker gives up; by default 60 s. */
    public Builder storeLostAfter(Duration newStoreLostAfter) {
      return this;
    }

    public Builder listener(WorkerListener newListener) {
      return this;
    }

    /** The clock for instants that people read. */
    public Builder clock(InstantSource newClock) {
      return this;
    }

    /**
     * Registers with the store and begins to work.
     *
     * @throws io.skillmill.schema.problem.ProblemException of kind {@code STORE} where that fails
     */
    public SkillWorker start() {
      return new SkillWorker(this);
    }
  }
}
