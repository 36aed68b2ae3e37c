package io.skillmill.examples.bench;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How fast one worker process drains a store of no-op tasks with 4 KB results, and how fast three
 * do on the same file, in turn.
 *
 * <p>Arguments: folder, tasks, slots of each worker, rounds.
 */
final class WorkersBench {

  private static final int ENQUEUE_BATCH = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private WorkersBench() {}

  static void main(String[] args) throws IOException, InterruptedException {
    Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("bench");
    int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 40_000;
    int slots = args.length > 2 ? Integer.parseInt(args[2]) : 8;
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
    System.out.printf("%,d tasks, 4 KB results, %d slots a worker%n", tasks, slots);
    var one = new double[rounds];
    var three = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      one[round] = drain(folder, tasks, slots, 1);
      three[round] = drain(folder, tasks, slots, 3);
    }
    System.out.printf(
        "1 worker process %,.0f tasks/s, 3 worker processes %,.0f tasks/s, ratio %.2f%n",
        median(one), median(three), median(three) / median(one));
  }

  private static double drain(Path folder, int tasks, int slots, int processes)
      throws IOException, InterruptedException {
    Path file = folder.resolve("workers.db");
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + suffix));
    }
    var workers = new ArrayList<Process>();
    try (SkillStore store = LocalSkillStore.open(file)) {
      fill(store, tasks);
      store.pause("default");
      for (int i = 0; i < processes; i++) {
        workers.add(start(file, slots, "worker-" + i));
      }
      until(store, () -> store.workers().size() == processes);
      long start = System.nanoTime();
      store.resume("default");
      until(store, () -> store.counts().live() == 0);
      double rate = tasks / ((System.nanoTime() - start) / 1e9);
      System.out.printf("  %d: %,.0f tasks/s, shares %s%n", processes, rate, shares(store));
      return rate;
    } finally {
      workers.forEach(Process::destroy);
      for (Process worker : workers) {
        worker.waitFor();
      }
    }
  }

  private static void fill(SkillStore store, int tasks) {
    for (int from = 0; from < tasks; from += ENQUEUE_BATCH) {
      store.enqueue(
          IntStream.range(from, Math.min(tasks, from + ENQUEUE_BATCH))
              .mapToObj(i -> NewTask.of(TaskType.PARSE, "skills/skill-" + i))
              .toList());
    }
  }

  private static Process start(Path file, int slots, String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            NoOpWorker.class.getName(),
            file.toString(),
            String.valueOf(slots),
            name)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private interface Condition {
    boolean met();
  }

  private static void until(SkillStore store, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long mark = store.changeMark();
    while (!condition.met()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Nothing came of it in " + PATIENCE);
      }
      mark = store.awaitChange(mark, Duration.ofMillis(20));
    }
  }

  private static List<Long> shares(SkillStore store) {
    return store.workers().stream().map(WorkerView::tasksCompleted).toList();
  }

  private static double median(double[] rates) {
    double[] sorted = rates.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
