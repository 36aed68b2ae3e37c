package io.skillmill.coordination.skills.javascript;

import io.roastedroot.quickjs4j.core.JavyPluginModule;
import io.skillmill.coordination.skills.SkillException;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import run.endive.wasm.WasmModule;

/**
 * Makes realms, and keeps some that are free: to make the memory of one what it should be takes a
 * tenth of the time that a new one takes. The engine itself is loaded when it is first needed.
 * Thread-safe.
 */
final class Realms {

  /** How many are kept that nobody uses; each holds more than a megabyte. */
  private static final int IDLE_MAX = Math.max(4, Runtime.getRuntime().availableProcessors());

  /**
   * The engine, ready.
   *
   * @param base a realm before anything has happened in it
   */
  private record Engine(WasmModule module, Image base, Texts texts) {}

  private final Ration ration;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final ConcurrentLinkedDeque<Realm> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idleCount = new AtomicInteger();
  private @Nullable Engine engine;

  Realms(Ration ration, InstantSource clock, RandomGenerator chance) {
    this.ration = ration;
    this.clock = clock;
    this.chance = chance;
  }

  /** A realm in which nothing has happened yet. */
  Realm fresh(Host host, int pagesMax) throws SkillException, InterruptedException {
    return open(engine().base(), host, pagesMax);
  }

  /** A realm that begins with an image; to be closed. */
  Realm open(Image image, Host host, int pagesMax) throws SkillException, InterruptedException {
    Engine ready = engine();
    Realm realm = idle.pollFirst();
    if (realm == null) {
      realm = new Realm(ready.module(), origin());
    } else {
      idleCount.decrementAndGet();
    }
    boolean open = false;
    try {
      realm.become(image, host, pagesMax);
      open = true;
      return realm;
    } finally {
      if (!open) {
        realm.close();
      }
    }
  }

  /** What an image holds beside what every realm does is all that it costs. */
  Image image(Realm realm) throws SkillException, InterruptedException {
    return realm.image(engine().base());
  }

  /** What is run beside the sources of skills. */
  Texts texts() throws SkillException, InterruptedException {
    return engine().texts();
  }

  RandomGenerator chance() {
    return chance;
  }

  private Realm.Origin origin() {
    return new Realm.Origin(ration, clock, chance, this::back);
  }

  private void back(Realm realm) {
    Engine ready = engine;
    if (ready == null || !realm.reusable(ready.base())) {
      return;
    }
    if (idleCount.incrementAndGet() > IDLE_MAX) {
      idleCount.decrementAndGet();
      return;
    }
    idle.addFirst(realm);
  }

  // ---- the engine

  private synchronized Engine engine() throws SkillException, InterruptedException {
    if (engine == null) {
      WasmModule module = JavyPluginModule.load();
      var first = new Realm(module, origin());
      first.awake();
      Image base = first.image();
      Texts.Making making =
          host -> {
            var realm = new Realm(module, origin());
            realm.become(base, host, Realm.PAGES_TO_AWAKE);
            return realm;
          };
      engine = new Engine(module, base, Texts.with(making, base));
    }
    return engine;
  }
}
