package io.skillmill.coordination.simulation;

import java.util.ArrayDeque;

/** What would be a thread: it does one thing at a time, and nothing while its machine stands. */
final class Actor {

  private final World world;
  private final Host host;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  Actor(World world, Host host) {
    this.world = world;
    this.host = host;
    host.add(this);
  }

  void perform(Runnable what) {
    if (!host.alive()) {
      return;
    }
    if (busy || host.paused()) {
      waiting.add(what);
      return;
    }
    busy = true;
    what.run();
    busy = false;
    wake();
    host.settle();
  }

  /** Whatever had to wait comes next. */
  void wake() {
    while (!waiting.isEmpty()) {
      world.in(0, this, waiting.remove());
    }
  }
}
