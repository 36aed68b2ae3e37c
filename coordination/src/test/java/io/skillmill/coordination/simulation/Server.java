package io.skillmill.coordination.simulation;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.store.model.ModelDatabase;
import io.skillmill.coordination.store.model.RandomChoices;
import io.skillmill.coordination.store.model.Weakness;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The process of the store: it can be down, and forget what it had not synced. */
final class Server {

  private static final Duration DIRECT_SKEW_MAX = Duration.ofSeconds(2);
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final World world;
  private final ModelDatabase database;
  private final SkillStore eyes;
  private final Ledger ledger;
  private final Actor network;
  private final boolean remote;
  private final Map<Host, Runnable> listeners = new LinkedHashMap<>();
  private boolean down;
  private int underWay;

  /**
   * @param remote whether it is a process of its own with its own clock, or each process opens the
   *     database itself
   */
  Server(World world, Set<Weakness> weaknesses, boolean remote) {
    this.world = world;
    this.remote = remote;
    database = new ModelDatabase(new RandomChoices(world.another()), weaknesses);
    eyes = database.open(clock(0));
    ledger = new Ledger(world, eyes);
    network = new Actor(world, new Host("network"));
  }

  /** A clock on some wall, so far from the others. */
  InstantSource clock(long skewNanos) {
    return () -> START.plusNanos(world.nanos() + skewNanos);
  }

  /**
   * How far the clocks on the walls may be apart. Where each process opens the database itself,
   * delays and backoff follow the clock of whoever claims, so an hour there is an hour's wait.
   */
  Duration skewMax(Duration wanted) {
    return remote || wanted.compareTo(DIRECT_SKEW_MAX) < 0 ? wanted : DIRECT_SKEW_MAX;
  }

  /** The store with the ledger beside it, as this process uses it. */
  SkillStore storeFor(Host host) {
    long skew = host instanceof Machine machine ? machine.skewNanos() : 0;
    return (SkillStore)
        Proxy.newProxyInstance(
            SkillStore.class.getClassLoader(),
            new Class<?>[] {SkillStore.class},
            new Witness(this, host, database.open(clock(remote ? 0 : skew))));
  }

  /** A look at the store that is never in the way of faults. */
  SkillStore eyes() {
    return eyes;
  }

  Ledger ledger() {
    return ledger;
  }

  /** A request arrives some time; where the store is down then, it never does. */
  void carry(long nanos, Runnable request) {
    underWay++;
    world.in(
        nanos,
        network,
        () -> {
          underWay--;
          if (!down) {
            request.run();
          }
        });
  }

  /** Whether requests are still to arrive. */
  boolean expectsMore() {
    return underWay > 0;
  }

  boolean down() {
    return down;
  }

  /** The power goes, with whatever was not synced, and comes back in a while. */
  void losePower(long nanos) {
    world.tell(() -> "the store loses power");
    database.losePower(world.random());
    ledger.powerLost();
    stop(nanos);
  }

  /** The process ends and is started again in a while; nothing is lost. */
  void stop(long nanos) {
    down = true;
    world.in(nanos, network, this::start);
  }

  void start() {
    if (down) {
      world.tell(() -> "the store is back");
      down = false;
    }
  }

  /** Whoever waits at the store hears when something has changed. */
  void onChange(Host host, Runnable listener) {
    listeners.put(host, listener);
  }

  void changed() {
    listeners.keySet().removeIf(host -> !host.alive());
    listeners.values().forEach(Runnable::run);
  }
}
