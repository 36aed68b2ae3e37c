package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed at its k-th write, or fsync, for many k, each time on the store that the
 * earlier deaths left behind: whatever was acknowledged is there, whole batches or none, and the
 * file is sound. {@code -Dskillmill.chaos.rounds=N} asks for more deaths.
 */
@Tag("I1")
@Tag("I2")
@Tag("I3")
@Tag("I8")
final class KillAtWriteTest {

  private static final int ROUNDS = Integer.getInteger("skillmill.chaos.rounds", 12);
  private static final long SEED = Long.getLong("skillmill.random.seed", System.nanoTime());
  private static final int BATCH = 20;
  private static final Duration LIFETIME_MAX = Duration.ofSeconds(20);

  private final TreeSet<Long> enqueued = new TreeSet<>();
  private final TreeSet<Long> finished = new TreeSet<>();
  private final Map<String, Integer> deaths = new HashMap<>();

  /** At which call a process dies. */
  private record Death(String call, int number) {}

  @Test
  void what_was_acknowledged_survives_a_kill_at_any_write(@TempDir Path directory) {
    if (!Strace.available()) {
      System.out.println("skipped: kill at the k-th write needs strace, which is not here");
      return;
    }
    var file = directory.resolve("store.db");
    System.out.printf("kill at the k-th write: %d rounds, seed %d%n", ROUNDS, SEED);
    for (var death : deaths()) {
      churnUntil(death, file);
      findEverythingAcknowledged(file, death);
    }
    System.out.printf(
        "killed %s; %d tasks enqueued and %d finished were acknowledged, and all were there%n",
        deaths, enqueued.size(), finished.size());
  }

  /** The first writes one by one, then ever later ones. */
  private static List<Death> deaths() {
    var random = new Random(SEED);
    var deaths = new ArrayList<Death>();
    for (int round = 0; round < ROUNDS; round++) {
      deaths.add(
          switch (round % 4) {
            case 0 -> new Death("pwrite64", 1 + round / 4);
            case 1 -> new Death("fsync", 1 + random.nextInt(12));
            case 2 -> new Death("pwrite64", 10 + random.nextInt(200));
            default -> new Death("pwrite64", lateWrite(round, random));
          });
    }
    return deaths;
  }

  /** Every other time in the first checkpoint, which is the 8,000th write to about the 9,500th. */
  private static int lateWrite(int round, Random random) {
    return round % 8 == 3 ? 8_000 + random.nextInt(1_500) : 200 + random.nextInt(7_800);
  }

  private void churnUntil(Death death, Path file) {
    int round = deaths.values().stream().mapToInt(Integer::intValue).sum();
    try (var churn = Program.start(ChurnProgram.class, file, "round " + round, BATCH);
        var _ = Strace.killAt(churn, death.call(), death.number())) {
      churn.say(Program.GO);
      boolean died = churn.ended(LIFETIME_MAX);
      churn.kill();
      deaths.merge(died ? "by " + death.call() : "by the clock", 1, Integer::sum);
      churn.lines().forEach(this::note);
    }
  }

  private void note(String line) {
    var words = line.split(" ", -1);
    var ids =
        switch (words[0]) {
          case "enqueued" -> enqueued;
          case "finished" -> finished;
          default -> new TreeSet<Long>();
        };
    for (int word = 1; word < words.length && line.matches("(enqueued|finished)( \\d+)+"); word++) {
      ids.add(Long.parseLong(words[word]));
    }
  }

  private void findEverythingAcknowledged(Path file, Death death) {
    try (var store = LocalSkillStore.open(file)) {
      assertThat(store.check()).as("after %s", death).isEmpty();
      var found = everything(store);
      assertThat(found.keySet()).as("I1 after %s", death).containsAll(enqueued);
      for (long id : finished) {
        assertThat(found.get(id))
            .extracting(Task::state)
            .as("I3 after %s: task %d", death, id)
            .isEqualTo(TaskState.COMPLETED);
        assertThat(store.result(id)).as("I3 after %s: result of %d", death, id).isPresent();
      }
      var batches =
          found.values().stream()
              .map(task -> task.path().substring(0, task.path().lastIndexOf('/')))
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      assertThat(batches.values())
          .as("whole batches or none after %s", death)
          .allMatch(size -> size == BATCH);
      assertThat(found.size() - enqueued.size())
          .as("I2 after %s: only the batches in flight at a death are there besides", death)
          .isBetween(0, BATCH * deaths.values().stream().mapToInt(Integer::intValue).sum());
    }
  }

  private static Map<Long, Task> everything(LocalSkillStore store) {
    var found = new HashMap<Long, Task>();
    var page = store.tasks(TaskFilter.ALL.limit(TaskFilter.LIMIT_MAX));
    while (!page.isEmpty()) {
      page.forEach(task -> found.put(task.taskId(), task));
      page = store.tasks(TaskFilter.ALL.limit(TaskFilter.LIMIT_MAX).after(page.getLast().taskId()));
    }
    return found;
  }
}
