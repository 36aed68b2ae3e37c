package io.skillmill.coordination.work;

import io.skillmill.coordination.holding.Hands;
import io.skillmill.coordination.holding.SteppedHands;
import io.skillmill.coordination.holding.SteppedRun;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.upkeep.SteppedUpkeep;
import io.skillmill.coordination.upkeep.Upkeep;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A worker without threads: the real dispatcher, heartbeat, hands, clock and upkeep, each taking a
 * step when a test says so. What {@link Crew} does with threads is all that is missing.
 */
public final class SteppedWorker {

  /**
   * How it is set up.
   *
   * @param carrier carries out the runs, some time
   */
  public record Plan(
      SkillStore store,
      WorkerCard card,
      Duration heartbeat,
      Duration lostAfter,
      InstantSource clock,
      LongSupplier nanoTime,
      RandomGenerator chance,
      Consumer<SteppedRun> carrier) {}

  private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(2);
  private static final Duration STORE_LOST_AFTER = Duration.ofSeconds(60);
  private static final int ABANDONED_MAX = 4;

  private final Settings settings;
  private final Doorbell bell = new Doorbell();
  private final Orders orders;
  private final SteppedHands stepped;
  private final Hands hands;
  private final Dispatcher dispatcher;
  private final Heartbeat heartbeat;
  private final SteppedUpkeep upkeep;

  public SteppedWorker(Plan plan) {
    settings = settings(plan);
    orders = new Orders(bell, plan.nanoTime());
    stepped = new SteppedHands(handsSetup(plan), plan.carrier());
    hands = stepped.hands();
    dispatcher = new Dispatcher(settings, hands, orders, bell);
    heartbeat = new Heartbeat(settings, hands, bell);
    upkeep =
        new SteppedUpkeep(
            plan.store(),
            settings.upkeep(),
            registration -> registration().filter(registration::equals).isPresent(),
            plan.nanoTime());
  }

  private static Settings settings(Plan plan) {
    return new Settings(
        plan.store(),
        Handlers.of(TaskType.PARSE, _ -> new Outcome.Crashed("a test carries it out")),
        plan.card(),
        List.of(),
        plan.heartbeat(),
        new Upkeep.Plan(plan.lostAfter(), Optional.empty()),
        INTERRUPT_GRACE,
        STORE_LOST_AFTER,
        true,
        WorkerListener.NONE,
        new Settings.Surroundings(plan.clock(), plan.nanoTime(), plan.chance(), ABANDONED_MAX));
  }

  private Hands.Setup handsSetup(Plan plan) {
    return new Hands.Setup(
        plan.card().slots(),
        plan.card().slots(),
        settings.interruptGrace(),
        claim -> settings.handlers().handler(claim.type()),
        plan.store()::content,
        plan.clock(),
        plan.nanoTime(),
        bell::ring);
  }

  /** Registers, or fails as a start does. */
  public void join() {
    dispatcher.join();
  }

  /** The dispatcher's turn: how long it rests then, and empty when it is done for good. */
  public Optional<Duration> turn() {
    bell.await(0);
    long rest = dispatcher.step();
    return rest == Dispatcher.DONE ? Optional.empty() : Optional.of(Duration.ofNanos(rest));
  }

  /** Whether the dispatcher was woken. */
  public boolean rung() {
    return bell.rung();
  }

  /** What the watcher at the store does when something has changed there. */
  public void workMayHaveCome() {
    bell.ringForWork();
  }

  public void beat() {
    heartbeat.beat();
  }

  public void upkeep() {
    upkeep.round();
  }

  public long upkeepNanos() {
    return upkeep.roundNanos();
  }

  /** The clock's turn: how long until it is needed next. */
  public long tick() {
    return stepped.tick();
  }

  public void drain() {
    orders.drain();
  }

  public void stop(Duration grace) {
    orders.stop(grace);
  }

  public boolean stopping() {
    return orders.stopping();
  }

  public Optional<Registration> registration() {
    return hands.registration();
  }

  /** The goodbye, once the dispatcher is done. */
  public void retire() {
    registration().ifPresent(settings.store()::retire);
  }

  public WorkerReport report() {
    return dispatcher.report(0);
  }
}
