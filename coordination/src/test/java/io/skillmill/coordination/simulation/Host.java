package io.skillmill.coordination.simulation;

import java.util.ArrayList;
import java.util.List;

/** A process on some machine: it may stand still for a while, and it may die. */
class Host {

  private final String name;
  private final List<Actor> actors = new ArrayList<>();
  private boolean dead;
  private boolean paused;
  private int held;
  private long disturbedNanos = Long.MIN_VALUE / 2;

  Host(String name) {
    this.name = name;
  }

  final void add(Actor actor) {
    actors.add(actor);
  }

  /** Called after each thing one of its actors did. */
  void settle() {}

  final boolean alive() {
    return !dead;
  }

  final boolean paused() {
    return paused;
  }

  final void die() {
    dead = true;
  }

  final void pause() {
    paused = true;
  }

  final void resume() {
    paused = false;
    List.copyOf(actors).forEach(Actor::wake);
  }

  /** Something kept it from being in touch with the store. */
  final void disturbed(long nanos) {
    disturbedNanos = Math.max(disturbedNanos, nanos);
  }

  /** A call of its does not come back for a while. */
  final void held(boolean on, long nanos) {
    held += on ? 1 : -1;
    disturbed(nanos);
  }

  /** For how long it has been in touch with the store as it should. */
  final long calmNanos(long nanos) {
    return paused || held > 0 ? 0 : nanos - disturbedNanos;
  }

  @Override
  public final String toString() {
    return name;
  }
}
