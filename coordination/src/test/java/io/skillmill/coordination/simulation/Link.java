package io.skillmill.coordination.simulation;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Pulse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The store as a process sees it over a link that fails, before and after, late, twice. */
final class Link implements InvocationHandler {

  /** What nobody may send again on his own: the second one would hand out more. */
  private static final Set<String> ONCE = Set.of("claim", "finishAndClaim");

  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final int PULSES_KEPT = 10;

  private final World world;
  private final Host host;
  private final Server server;
  private final Supplier<Faults> faults;
  private final SkillStore store;
  private final List<List<Pulse>> earlierPulses = new ArrayList<>();

  private Link(World world, Host host, Server server, Supplier<Faults> faults) {
    this.world = world;
    this.host = host;
    this.server = server;
    this.faults = faults;
    this.store = server.storeFor(host);
  }

  static SkillStore open(World world, Host host, Server server, Supplier<Faults> faults) {
    return (SkillStore)
        Proxy.newProxyInstance(
            SkillStore.class.getClassLoader(),
            new Class<?>[] {SkillStore.class},
            new Link(world, host, server, faults));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] args) {
    if (!host.alive()) {
      throw failed(method);
    }
    Object answer = send(method, args);
    if (!host.alive()) {
      throw failed(method);
    }
    return answer;
  }

  private Object send(Method method, Object[] args) {
    var now = faults.get();
    if (world.chance(now.refused())) {
      return refuse(method, "refused");
    }
    if (world.chance(now.straggling())) {
      later(method, args);
      return refuse(method, "straggling");
    }
    if (world.chance(now.slow())) {
      world.tell(() -> "%s: %s is slow".formatted(host, method.getName()));
      crawl(now);
      Object answer = perform(method, args);
      crawl(now);
      return answer;
    }
    Object answer = perform(method, args);
    if (world.chance(now.answerLost())) {
      return refuse(method, "done, but the answer lost");
    }
    if (!ONCE.contains(method.getName()) && world.chance(now.twice())) {
      later(method, args);
    }
    return method.getName().equals("pulses") ? perhapsStale(answer) : answer;
  }

  private void crawl(Faults now) {
    host.held(true, world.nanos());
    world.pass(world.between(MOMENT, now.longest().plus(MOMENT)), host);
    host.held(false, world.nanos());
  }

  private Object refuse(Method method, String how) {
    host.disturbed(world.nanos());
    world.tell(() -> "%s: %s %s".formatted(host, method.getName(), how));
    throw failed(method);
  }

  private Object perform(Method method, Object[] args) {
    if (!host.alive() || server.down()) {
      return refuse(method, "found the store down");
    }
    return Calls.forward(store, method, args);
  }

  /** It is on its way, whatever becomes of the sender. */
  private void later(Method method, Object[] args) {
    long in = world.between(MOMENT, faults.get().longest().plus(MOMENT));
    server.carry(
        in,
        () -> {
          world.tell(() -> "%s of %s arrives".formatted(method.getName(), host));
          Calls.forward(store, method, args);
        });
  }

  @SuppressWarnings("unchecked")
  private Object perhapsStale(Object answer) {
    earlierPulses.add((List<Pulse>) answer);
    if (earlierPulses.size() > PULSES_KEPT) {
      earlierPulses.removeFirst();
    }
    return world.chance(faults.get().stale()) ? world.any(earlierPulses) : answer;
  }

  private static RuntimeException failed(Method method) {
    return Problem.store("The store failed at " + method.getName(), "Try again").asException();
  }
}
