package io.skillmill.schema.task;

import io.skillmill.schema.skill.SkillSource;
import java.time.Duration;
import java.util.Optional;

/**
 * A task to be enqueued.
 *
 * @param type what to do
 * @param path where the source was found, for people; workers read {@code source}
 * @param source what to work on; stored once however many tasks use it
 * @param parser the parser to use, with its version; empty for work that needs none
 * @param terms queue, priority, delay and limits
 * @param dedupeKey tasks with the same key are the same work: at most one is live, and a finished
 *     one answers for a new one; empty for no deduplication
 * @param force run it even where a finished task has the same key
 */
public record NewTask(
    TaskType type,
    String path,
    Optional<SkillSource> source,
    Optional<ParserRef> parser,
    Terms terms,
    Optional<String> dedupeKey,
    boolean force) {

  /** A parser's name and version: together they decide what a source turns into. */
  public record ParserRef(String name, String version) {}

  /**
   * On which terms a task waits and runs.
   *
   * @param queue which line it stands in
   * @param priority higher goes first within its queue
   * @param delay how long it waits before it may be claimed
   * @param maxAttempts how many attempts it has before it fails
   * @param timeout how long one attempt may run
   */
  public record Terms(
      String queue, int priority, Duration delay, int maxAttempts, Duration timeout) {

    public static final String QUEUE = "default";
    public static final int MAX_ATTEMPTS = 10;
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** The terms of a task for which nobody asked for others. */
    public static final Terms DEFAULT = new Terms(QUEUE, 0, Duration.ZERO, MAX_ATTEMPTS, TIMEOUT);

    public Terms {
      if (queue.isBlank() || queue.length() > 100) {
        throw new IllegalArgumentException(
            "A queue's name has 1 to 100 characters, not '%s'".formatted(queue));
      }
      if (delay.isNegative()) {
        throw new IllegalArgumentException("A delay cannot be negative: " + delay);
      }
      if (maxAttempts < 1) {
        throw new IllegalArgumentException("A task needs at least 1 attempt, not " + maxAttempts);
      }
      if (timeout.toMillis() < 1) {
        throw new IllegalArgumentException("A timeout is at least 1 ms, not " + timeout);
      }
    }

    public Terms withQueue(String newQueue) {
      return new Terms(newQueue, priority, delay, maxAttempts, timeout);
    }

    public Terms withPriority(int newPriority) {
      return new Terms(queue, newPriority, delay, maxAttempts, timeout);
    }

    public Terms withDelay(Duration newDelay) {
      return new Terms(queue, priority, newDelay, maxAttempts, timeout);
    }

    public Terms withMaxAttempts(int newMaxAttempts) {
      return new Terms(queue, priority, delay, newMaxAttempts, timeout);
    }

    public Terms withTimeout(Duration newTimeout) {
      return new Terms(queue, priority, delay, maxAttempts, newTimeout);
    }
  }

  /** A task without source, parser or key, on default terms: the least that can be enqueued. */
  public static NewTask of(TaskType type, String path) {
    return new NewTask(
        type, path, Optional.empty(), Optional.empty(), Terms.DEFAULT, Optional.empty(), false);
  }

  public NewTask on(Terms newTerms) {
    return new NewTask(type, path, source, parser, newTerms, dedupeKey, force);
  }

  public NewTask withSource(SkillSource newSource) {
    return new NewTask(type, path, Optional.of(newSource), parser, terms, dedupeKey, force);
  }

  public NewTask withParser(ParserRef newParser) {
    return new NewTask(type, path, source, Optional.of(newParser), terms, dedupeKey, force);
  }

  public NewTask withKey(String newKey) {
    return new NewTask(type, path, source, parser, terms, Optional.of(newKey), force);
  }

  public NewTask forced() {
    return new NewTask(type, path, source, parser, terms, dedupeKey, true);
  }
}
