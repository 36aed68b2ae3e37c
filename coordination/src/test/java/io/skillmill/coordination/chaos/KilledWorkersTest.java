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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three workers on one store, one of them killed every second and another put in its place:
 * afterwards every task is completed, with one effective result, and the file is sound. {@code
 * -Dskillmill.chaos=long} runs it for a minute with 20,000 tasks.
 */
@Tag("I1")
@Tag("I3")
@Tag("I6")
@Tag("I7")
@Tag("I10")
final class KilledWorkersTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int TASKS = LONG ? 20_000 : 2_000;
  private static final Duration TIME = Duration.ofSeconds(LONG ? 60 : 12);
  private static final Duration DRAIN_MAX = Duration.ofSeconds(LONG ? 240 : 90);
  private static final long SEED = Long.getLong("skillmill.random.seed", System.nanoTime());

  private final Random random = new Random(SEED);
  private final List<Program> workers = new ArrayList<>();
  private final List<String> names = new ArrayList<>(List.of("ada", "grace", "barbara"));
  private Path file = Path.of("");
  private int started;
  private int killed;

  @Test
  void every_task_is_done_once_though_a_worker_is_killed_every_second(@TempDir Path directory) {
    file = directory.resolve("store.db");
    System.out.printf("killed workers: %d tasks, %s, seed %d%n", TASKS, TIME, SEED);
    try (var store = LocalSkillStore.open(file)) {
      var ids = enqueueAll(store);
      try {
        names.forEach(name -> workers.add(startWorker(name)));
        killOneEverySecond();
        workers.forEach(worker -> assertThat(worker.ended(DRAIN_MAX)).as("drained").isTrue());
      } finally {
        workers.forEach(Program::close);
      }
      findEachDoneOnce(store, ids);
      assertThat(store.check()).isEmpty();
    }
  }

  private static List<Long> enqueueAll(LocalSkillStore store) {
    var batch =
        IntStream.range(0, TASKS).mapToObj(n -> NewTask.of(TaskType.PARSE, "t" + n)).toList();
    return store.enqueue(batch).stream().map(Enqueued::taskId).toList();
  }

  private Program startWorker(String name) {
    started++;
    long workNanos = TIME.multipliedBy(names.size()).dividedBy(TASKS).multipliedBy(2).toNanos() / 3;
    return Program.start(MillProgram.class, file, name, workNanos);
  }

  /** The next one takes the name of the one that was killed, or comes under a new name. */
  private void killOneEverySecond() {
    long end = System.nanoTime() + TIME.toNanos();
    while (System.nanoTime() < end) {
      int victim = random.nextInt(names.size());
      if (workers.get(victim).ended(Duration.ofSeconds(1))) {
        return;
      }
      workers.get(victim).kill();
      killed++;
      names.set(victim, random.nextBoolean() ? names.get(victim) : "worker " + started);
      workers.set(victim, startWorker(names.get(victim)));
    }
  }

  private void findEachDoneOnce(LocalSkillStore store, List<Long> ids) {
    assertThat(store.counts()).isEqualTo(new Counts(0, 0, TASKS, 0, 0));
    int again = 0;
    int late = 0;
    for (long id : ids) {
      var attempts = store.attempts(id);
      assertThat(attempts.stream().filter(KilledWorkersTest::completed)).hasSize(1);
      assertThat(completed(attempts.getLast())).isTrue();
      assertThat(attempts).hasSizeLessThanOrEqualTo(2 * NewTask.Terms.MAX_ATTEMPTS);
      assertThat(store.result(id).flatMap(Result::result))
          .contains("{\"by\":\"" + attempts.getLast().leaseId() + "\"}");
      again += attempts.size() - 1;
      late += (int) attempts.stream().filter(attempt -> attempt.lateAt().isPresent()).count();
    }
    System.out.printf(
        "killed %d of %d workers: %d tasks done once each, %d attempts were lost, %d came late%n",
        killed, started, ids.size(), again, late);
  }

  private static boolean completed(Attempt attempt) {
    return attempt.ending().filter(Attempt.Ending.COMPLETED::equals).isPresent();
  }
}
