package io.skillmill.coordination.work;

import io.skillmill.coordination.holding.Hands;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.upkeep.Upkeep;
import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

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
public final class SkillWorker implements AutoCloseable {

  /** How long {@link #close} lets running tasks go on. */
  public static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

  private final String id;
  private final Orders orders;
  private final Crew crew;

  private SkillWorker(Settings settings) {
    var bell = new Doorbell();
    id = settings.card().workerId();
    orders = new Orders(bell, settings.surroundings().nanoTime());
    crew = Crew.start(settings, orders, bell);
  }

  /**
   * Makes room for tasks that hog a core and cannot be stopped, for virtual threads are not taken
   * off one by force. Call it first thing in {@code main}: it has no effect once the first virtual
   * thread has started.
   */
  public static void prepareRuntime() {
    Hands.prepareRuntime();
  }

  public static Builder builder(SkillStore store, Handlers handlers) {
    return new Builder(store, handlers);
  }

  /** The name it is registered under. */
  public String id() {
    return id;
  }

  /**
   * Ends by itself once its queues hold nothing queued, waiting for a retry or in progress, whoever
   * has it. Tasks in paused queues do not hold it up, nor do tasks for parsers it lacks that no
   * worker has taken; the report counts them as left behind.
   */
  public SkillWorker drain() {
    orders.drain();
    return this;
  }

  /**
   * Claims no more, gives back what was not started, and lets running tasks end within the grace;
   * then interrupts them and gives them back too. Returns at once; may be called again with a
   * shorter grace, from any thread.
   */
  public void stop(Duration grace) {
    orders.stop(grace);
  }

  /** Interrupts whatever runs and gives it back. */
  public void stopNow() {
    stop(Duration.ZERO);
  }

  /** Waits for the end, which comes only after {@link #stop} or {@link #drain}, or a problem. */
  public WorkerReport awaitEnd() throws InterruptedException {
    return crew.awaitEnd();
  }

  /** Waits for the end for a time; empty where it has not come. */
  public Optional<WorkerReport> awaitEnd(Duration atMost) throws InterruptedException {
    return crew.awaitEnd(atMost);
  }

  /** {@link #stop}, and waits for the end; at once where the caller is interrupted. */
  @Override
  public void close() {
    stop(CLOSE_GRACE);
    try {
      awaitEnd();
    } catch (InterruptedException _) {
      stopNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Settings of a worker; every one has a default. */
  public static final class Builder {

    private final SkillStore store;
    private final Handlers handlers;
    private Optional<String> id = Optional.empty();
    private int slots = Settings.cores();
    private List<String> queues = List.of();
    private Duration heartbeat = Duration.ofSeconds(1);
    private Upkeep.Plan upkeep = Upkeep.Plan.DEFAULT;
    private Duration interruptGrace = Duration.ofSeconds(2);
    private Duration storeLostAfter = Duration.ofSeconds(60);
    private boolean history = true;
    private WorkerListener listener = WorkerListener.NONE;
    private InstantSource clock = InstantSource.system();

    private Builder(SkillStore store, Handlers handlers) {
      this.store = store;
      this.handlers = handlers;
    }

    /** Unique among the workers of the store; by default made of host, process and chance. */
    public Builder id(String newId) {
      id = Optional.of(newId);
      return this;
    }

    /** How many tasks it runs at a time; by default as many as there are cores. */
    public Builder slots(int newSlots) {
      slots = newSlots;
      return this;
    }

    /** The queues to take from, in this order; by default all of them in turn. */
    public Builder queues(List<String> newQueues) {
      queues = List.copyOf(newQueues);
      return this;
    }

    /**
     * How often to give a sign of life, four times in {@link #lostAfter} or more; by default 1 s.
     */
    public Builder heartbeat(Duration newHeartbeat) {
      heartbeat = newHeartbeat;
      return this;
    }

    /** How long another worker may be silent before its tasks are taken back; by default 10 s. */
    public Builder lostAfter(Duration newLostAfter) {
      upkeep = new Upkeep.Plan(newLostAfter, upkeep.keep());
      return this;
    }

    /** How long finished tasks are kept; by default for ever. */
    public Builder keep(Duration newKeep) {
      upkeep = new Upkeep.Plan(upkeep.lostAfter(), Optional.of(newKeep));
      return this;
    }

    /** How long a task may take to end once it is interrupted; by default 2 s. */
    public Builder interruptGrace(Duration newGrace) {
      interruptGrace = newGrace;
      return this;
    }

    /** How long the store may fail before the worker gives up; by default 60 s. */
    public Builder storeLostAfter(Duration newStoreLostAfter) {
      storeLostAfter = newStoreLostAfter;
      return this;
    }

    /**
     * Whether to remember tasks that were done and left no result; by default all are remembered.
     * Without history, a task is removed as soon as it is done, with its attempt, where its result
     * is empty ({@code {}}, say), it has no key that it could answer for, and it was claimed only
     * once. It is still counted. Failed tasks, and those that were tried again, stay.
     */
    public Builder history(boolean newHistory) {
      history = newHistory;
      return this;
    }

    public Builder listener(WorkerListener newListener) {
      listener = newListener;
      return this;
    }

    /** The clock for instants that people read. */
    public Builder clock(InstantSource newClock) {
      clock = newClock;
      return this;
    }

    /**
     * Registers with the store and begins to work.
     *
     * @throws io.skillmill.schema.problem.ProblemException of kind {@code STORE} where that fails
     *     and of kind {@code USAGE} where a setting makes no sense
     */
    public SkillWorker start() {
      return new SkillWorker(settings());
    }

    private Settings settings() {
      try {
        return new Settings(
            store,
            handlers,
            Identity.card(id, slots),
            queues,
            heartbeat,
            upkeep,
            interruptGrace,
            storeLostAfter,
            history,
            listener,
            new Settings.Surroundings(
                clock, System::nanoTime, RandomGenerator.getDefault(), Hands.abandonedMax()));
      } catch (IllegalArgumentException e) {
        throw Problem.usage(
                "The worker's settings make no sense: " + e.getMessage(), "Change that setting")
            .causedBy(e);
      }
    }
  }
}
