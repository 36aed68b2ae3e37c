package io.skillmill.cli.bench;

import java.time.Instant;

/**
 * Who claims and finishes what a bench puts into a store: this process, or another one. What is
 * begun is awaited before anything else is begun.
 */
sealed interface Drainer extends AutoCloseable permits DrainerHere, DrainerElsewhere {

  /** Opens the store at this address, which another was left for. */
  void open(String address);

  /** Begins to claim and finish until nothing is left. */
  void beginDrain();

  /** How many tasks were finished since. */
  int drained();

  /** Begins to wait, as a worker does, for this many tasks, one after the other. */
  void beginWaiting(int tasks);

  /** When the handler of the next of them began. */
  Instant began();

  /** Leaves the store. */
  void leave();

  @Override
  void close();
}
