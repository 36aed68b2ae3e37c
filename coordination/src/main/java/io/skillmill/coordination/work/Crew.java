package io.skillmill.coordination.work;

import io.skillmill.coordination.holding.Hands;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.upkeep.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform threads of a worker: they start together, and none outlives the dispatcher's end by
 * more than a moment. The heartbeat ends after the last report, and the goodbye comes after that.
 */
final class Crew {

  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
  private static final Duration JOIN_MAX = Duration.ofSeconds(15);

  private final SkillStore store;
  private final Hands hands;
  private final Dispatcher dispatcher;
  private final Heartbeat heartbeat;
  private final Upkeep upkeep;
  private final Thread dispatching;
  private final Thread beating;
  private final Thread timing;
  private final Thread watching;

  /** Written by the dispatching thread as its last act, read after it was joined. */
  private volatile @Nullable WorkerReport report;

  private Crew(Settings settings, Orders orders, Doorbell bell) {
    var id = settings.card().workerId();
    store = settings.store();
    hands = hands(settings, bell);
    dispatcher = new Dispatcher(settings, hands, orders, bell);
    heartbeat = new Heartbeat(settings, hands, bell);
    upkeep =
        Upkeep.of(
            store,
            settings.upkeep(),
            registration -> hands.registration().filter(registration::equals).isPresent(),
            settings.surroundings().nanoTime());
    dispatching = thread("skillmill-worker-" + id, this::work);
    beating = thread("skillmill-heartbeat-" + id, heartbeat);
    timing = thread("skillmill-clock-" + id, hands::keepTime);
    watching = thread("skillmill-watch-" + id, new Watch(store, bell));
  }

  static Crew start(Settings settings, Orders orders, Doorbell bell) {
    var crew = new Crew(settings, orders, bell);
    crew.dispatcher.join();
    crew.upkeep.start("skillmill-upkeep-" + settings.card().workerId());
    List.of(crew.beating, crew.timing, crew.watching, crew.dispatching).forEach(Thread::start);
    return crew;
  }

  WorkerReport awaitEnd() throws InterruptedException {
    dispatching.join();
    return end().orElseThrow(() -> new IllegalStateException("The worker ended unheard"));
  }

  Optional<WorkerReport> awaitEnd(Duration atMost) throws InterruptedException {
    return dispatching.join(atMost) ? end() : Optional.empty();
  }

  private Optional<WorkerReport> end() {
    return Optional.ofNullable(report);
  }

  private void work() {
    try {
      dispatcher.work();
    } finally {
      dismiss();
      report = dispatcher.report(upkeep.rescued());
    }
  }

  private void dismiss() {
    try {
      heartbeat.stop();
      hands.stopClock();
      watching.interrupt();
      upkeep.close();
      for (var thread : List.of(beating, timing, watching)) {
        thread.join(JOIN_MAX);
      }
      hands.registration().ifPresent(store::retire);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("The worker could not say goodbye; what it held is taken back in a while", e);
    }
  }

  private static Hands hands(Settings settings, Doorbell bell) {
    return new Hands(
        new Hands.Setup(
            settings.card().slots(),
            Settings.cores(),
            settings.interruptGrace(),
            claim -> settings.handlers().handler(claim.type()),
            settings.store()::content,
            settings.clock(),
            settings.surroundings().nanoTime(),
            bell::ring));
  }

  /** A daemon: whoever wants the worker's work to be done waits for its end. */
  private static Thread thread(String name, Runnable body) {
    return Thread.ofPlatform().daemon().name(name).unstarted(body);
  }
}
