package io.skillmill.schema.task;

/**
 * How many tasks are in which state.
 *
 * @param queued waiting, due or not
 * @param inProgress claimed
 * @param completed done
 * @param failed rejected, or out of attempts
 * @param cancelled cancelled
 */
public record Counts(long queued, long inProgress, long completed, long failed, long cancelled) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  public long total() {
    return queued + inProgress + completed + failed + cancelled;
  }

  public long live() {
    return queued + inProgress;
  }

  /** The share of finished tasks that were completed, from 0 to 1; 1 where none is finished. */
  public double successRate() {
    long finished = completed + failed;
    return finished == 0 ? 1 : (double) completed / finished;
  }

  public long of(TaskState state) {
    return switch (state) {
      case QUEUED -> queued;
      case IN_PROGRESS -> inProgress;
      case COMPLETED -> completed;
      case FAILED -> failed;
      case CANCELLED -> cancelled;
    };
  }

  public Counts plus(Counts other) {
    return new Counts(
        queued + other.queued,
        inProgress + other.inProgress,
        completed + other.completed,
        failed + other.failed,
        cancelled + other.cancelled);
  }
}
