package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What comparing a {@link History} with a store has shown.
 *
 * @param tasks how many there are
 * @param lost acknowledged as enqueued or as finished, and not there or not completed
 * @param duplicated there twice, or told to two that their result counts
 * @param unexpected there though nobody tried to enqueue it
 * @param recovered there though whoever enqueued it was not told so
 * @param late reports that were refused, and kept
 * @param again attempts beyond one for each task
 * @param taken attempts that were taken from workers thought to be dead
 * @param faults whatever else is wrong, in words
 */
public record Verdict(
    long tasks,
    long lost,
    long duplicated,
    long unexpected,
    long recovered,
    long late,
    long again,
    long taken,
    List<String> faults) {

  /** Prints one line for a fault that was tried; nothing may be wrong. */
  public void report(String fault, long times) {
    System.out.printf(
        "chaos: %s x %d: %d tasks, lost %d, duplicated %d, unexpected %d, recovered %d, late %d,"
            + " done again %d%n",
        fault, times, tasks, lost, duplicated, unexpected, recovered, late, again);
    hold(fault);
  }

  void hold(String fault) {
    assertThat(faults.stream().limit(5)).as("what else is wrong after: " + fault).isEmpty();
    assertThat(List.of(lost, duplicated, unexpected))
        .as("lost, duplicated, unexpected after: " + fault)
        .containsOnly(0L);
    assertThat(tasks).as("tasks").isPositive();
  }
}
