package io.skillmill.coordination.store.model;

import java.time.Duration;
import java.util.List;

/** The same choices, but for leases, which are only numbered. */
record CountedLeases(Choices choices) implements Choices {

  @Override
  public String lease(long taskId, int attempt) {
    return "%032x".formatted(attempt);
  }

  @Override
  public long taskId(long least) {
    return choices.taskId(least);
  }

  @Override
  public String incarnation(String workerId) {
    return choices.incarnation(workerId);
  }

  @Override
  public Duration backoff(long taskId, int spent) {
    return choices.backoff(taskId, spent);
  }

  @Override
  public List<String> inTurn(List<String> open) {
    return choices.inTurn(open);
  }
}
