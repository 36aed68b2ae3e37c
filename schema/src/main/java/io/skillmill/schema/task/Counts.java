package io.skillmill.schema.task;

/**
 * How many tasks are in which state.
 *
 * @param queued waiting, due or not
 * @param inProgress claimed
 * @param completed done
 * @param failed rejected, or out of attempts
 * @param cancelled cancelled
 * @param forgotten done too, but not there any more, because nobody wanted their history
 */
public record Counts(
    long queued, long inProgress, long completed, long failed, long cancelled, long forgotten) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  /** With none that were forgotten. */
  public Counts(long queued, long inProgress, long completed, long failed, long cancelled) {
    this(queued, inProgress, completed, failed, cancelled, 0);
  }

  public Counts withForgotten(long newForgotten) {
    return new Counts(queued, inProgress, completed, failed, cancelled, newForgotten);
  }

  /** How many are there. */
  public long total() {
    return queued + inProgress + completed + failed + cancelled;
  }

  public long live() {
    return queued + inProgress;
  }

  /** The share of finished tasks that were completed, from 0 to 1; 1 where none is finished. */
  public double successRate() {
    long done = completed + forgotten;
    long finished = done + failed;
    return finished == 0 ? 1 : (double) done / finished;
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
        cancelled + other.cancelled,
        forgotten + other.forgotten);
  }
}
