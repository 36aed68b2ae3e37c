package io.skillmill.coordination.holding;

/**
 * The platform threads that carry virtual ones. A virtual thread that computes is never taken off
 * its carrier, so a task that loops for ever costs one. There are spare ones for that; how many
 * tasks compute at a time is bounded elsewhere.
 */
final class Carriers {

  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
  private static final String POOL_MAX = "jdk.virtualThreadScheduler.maxPoolSize";
  private static final int LEAST = 32;
  private static final int PER_CORE = 4;
  private static final int SPARE_MAX = 16;

  private Carriers() {}

  /** Asks for enough of them, unless the user has said how many. */
  static void prepare() {
    int wanted = Math.max(LEAST, PER_CORE * cores());
    if (System.getProperty(PARALLELISM) == null) {
      System.setProperty(PARALLELISM, Integer.toString(wanted));
    }
    if (System.getProperty(POOL_MAX) == null) {
      System.setProperty(POOL_MAX, Integer.toString(Math.max(256, wanted)));
    }
  }

  /** How many can be lost while at least one is left, and the process stays sane. */
  static int spare() {
    int all = Integer.getInteger(PARALLELISM, cores());
    return Math.clamp(all - 1L, 1, SPARE_MAX);
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
