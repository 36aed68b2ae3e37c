package io.skillmill.coordination.simulation;

import java.time.Duration;

/**
 * Which faults there are and how often, another mixture for every seed: with all of them on, the
 * rare ones would hide behind the frequent.
 *
 * @param refused the store fails before it has done anything
 * @param answerLost it is done, and whoever asked is told that it failed
 * @param slow it is done late, and the answer comes late
 * @param straggling whoever asked is told that it failed, and it is done later all the same, after
 *     other things that were asked for later
 * @param twice it is done again some time later
 * @param stale pulses are read as they were some time ago
 * @param longest how late something may be
 * @param death how often, for each second, some worker dies
 * @param pause some worker stands still
 * @param powerLoss the store loses what it had not synced
 * @param stop a worker is told to stop
 * @param skew how far the clocks on the walls may be apart
 * @param killers whether some tasks kill the process of whoever runs them
 */
record Faults(
    double refused,
    double answerLost,
    double slow,
    double straggling,
    double twice,
    double stale,
    Duration longest,
    double death,
    double pause,
    double powerLoss,
    double stop,
    Duration skew,
    boolean killers) {

  static final Faults NONE =
      new Faults(0, 0, 0, 0, 0, 0, Duration.ZERO, 0, 0, 0, 0, Duration.ZERO, false);

  static Faults draw(World world) {
    return new Faults(
        rate(world),
        rate(world),
        rate(world),
        rate(world),
        rate(world),
        rate(world) * 5,
        Duration.ofMillis(world.any(java.util.List.of(20, 500, 4_000, 15_000))),
        rate(world),
        rate(world),
        rate(world),
        rate(world),
        Duration.ofSeconds(world.any(java.util.List.of(0, 0, 2, 3_600))),
        world.chance(0.3));
  }

  private static double rate(World world) {
    return world.chance(0.5) ? 0 : world.any(java.util.List.of(0.01, 0.04, 0.15));
  }
}
