package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three worker processes on one store while one of them is killed every second, or stopped past its
 * lease and continued: afterwards every task is completed, with one effective result, and the file
 * is sound. {@code -Dskillmill.chaos=long} runs it for a minute with 20,000 tasks.
 */
@Tag("I1")
@Tag("I3")
@Tag("I4")
@Tag("I6")
@Tag("I7")
@Tag("I10")
final class ThreeWorkersTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int TASKS = LONG ? 20_000 : 2_000;
  private static final Duration TIME = Duration.ofSeconds(LONG ? 60 : 12);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DRAIN_MAX = Duration.ofSeconds(LONG ? 300 : 120);
  private static final long SEED = Long.getLong("skillmill.random.seed", System.nanoTime());

  private final Random random = new Random(SEED);
  private final List<String> names = new ArrayList<>(List.of("ada", "grace", "barbara"));
  private final List<Program> workers = new ArrayList<>();
  private Path file = Path.of("");
  private int started;
  private int struck;

  /** What is done to a worker, every second. */
  private interface Blow {
    void strike(int victim);
  }

  @AfterEach
  void end_the_workers() {
    workers.forEach(Program::close);
  }

  @Test
  void every_task_is_done_once_though_a_worker_is_killed_every_second(@TempDir Path directory) {
    file = directory.resolve("store.db");
    workUnder("killed", this::killAndReplace);
  }

  @Test
  void every_task_is_done_once_though_workers_are_stopped_past_their_lease(
      @TempDir Path directory) {
    file = directory.resolve("store.db");
    int late = workUnder("stopped", this::stopAndContinue);
    assertThat(late).as("late reports, refused and kept").isPositive();
  }

  /** How many reports came late. */
  private int workUnder(String word, Blow blow) {
    System.out.printf("three workers: %d tasks, %s, seed %d%n", TASKS, TIME, SEED);
    try (var store = LocalSkillStore.open(file)) {
      var ids = enqueueAll(store);
      names.forEach(name -> workers.add(startWorker(name)));
      long end = System.nanoTime() + TIME.toNanos();
      while (System.nanoTime() < end && !workers.getFirst().ended(SECOND)) {
        blow.strike(random.nextInt(workers.size()));
        struck++;
      }
      workers.forEach(worker -> assertThat(worker.ended(DRAIN_MAX)).as("drained").isTrue());
      workers.forEach(
          worker -> assertThat(worker.lines()).anyMatch(line -> line.startsWith("drained")));

      int late = findEachDoneOnce(store, ids, word);
      assertThat(store.check()).isEmpty();
      return late;
    }
  }

  private static List<Long> enqueueAll(LocalSkillStore store) {
    var batch =
        IntStream.range(0, TASKS).mapToObj(n -> NewTask.of(TaskType.PARSE, "t" + n)).toList();
    return store.enqueue(batch).stream().map(Enqueued::taskId).toList();
  }

  /** The tasks take so long that all of them together fill two thirds of the time. */
  private Program startWorker(String name) {
    started++;
    int slots = names.size() * WorkerProgram.SLOTS;
    long workNanos = TIME.multipliedBy(slots).dividedBy(TASKS).multipliedBy(2).toNanos() / 3;
    return Program.start(WorkerProgram.class, file, name, workNanos);
  }

  /**
   * The next one comes under a new name, so that only a rescue brings the tasks back, and every
   * other time under the same name, which takes them over.
   */
  private void killAndReplace(int victim) {
    if (workers.get(victim).ended(Duration.ZERO)) {
      return;
    }
    workers.get(victim).kill();
    names.set(victim, struck % 2 == 0 ? "worker " + started : names.get(victim));
    workers.set(victim, startWorker(names.get(victim)));
  }

  /** Stopped for so long that the others take its tasks back. */
  private void stopAndContinue(int victim) {
    if (workers.get(victim).ended(Duration.ZERO)) {
      return;
    }
    workers.get(victim).signal("STOP");
    long end = System.nanoTime() + WorkerProgram.LOST_AFTER.multipliedBy(2).toNanos();
    int other = (victim + 1) % workers.size();
    while (System.nanoTime() < end && !workers.get(other).ended(SECOND)) {
      // Time passes; whether the other worker drains meanwhile does not matter.
    }
    workers.get(victim).signal("CONT");
  }

  private int findEachDoneOnce(LocalSkillStore store, List<Long> ids, String word) {
    assertThat(store.counts()).isEqualTo(new Counts(0, 0, TASKS, 0, 0));
    int again = 0;
    int late = 0;
    for (long id : ids) {
      var attempts = store.attempts(id);
      assertThat(attempts.stream().filter(ThreeWorkersTest::completed)).hasSize(1);
      assertThat(completed(attempts.getLast())).isTrue();
      assertThat(attempts).hasSizeLessThanOrEqualTo(2 * NewTask.Terms.MAX_ATTEMPTS);
      assertThat(store.result(id).flatMap(Result::result))
          .contains("{\"by\":\"" + attempts.getLast().leaseId() + "\"}");
      again += attempts.size() - 1;
      late += (int) attempts.stream().filter(attempt -> attempt.lateAt().isPresent()).count();
    }
    System.out.printf(
        "%s %d times, %d workers in all: %d tasks done once each, %d attempts lost or given back, "
            + "%d reports came late%n",
        word, struck, started, ids.size(), again, late);
    return late;
  }

  private static boolean completed(Attempt attempt) {
    return attempt.ending().filter(Attempt.Ending.COMPLETED::equals).isPresent();
  }
}
