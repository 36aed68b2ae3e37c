package io.skillmill.examples.bench;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Whole cycles (durable enqueue, claim, finish with a 4 KB result) through the store and through a
 * bare loop over the same SQL, in turn, in one process.
 *
 * <p>Arguments: folder, tasks, batch, rounds.
 */
public final class QueueBench {

  private static final String RESULT = "{\"result\":\"" + "r".repeat(4_080) + "\"}";
  private static final int ENQUEUE_BATCH = 500;

  private QueueBench() {}

  /** Tasks per second of each round. */
  public record Rates(List<Double> store, List<Double> bare) {

    public Rates {
      store = List.copyOf(store);
      bare = List.copyOf(bare);
    }

    public double storeMedian() {
      return median(store);
    }

    public double bareMedian() {
      return median(bare);
    }

    /** The store's median as a share of the bare loop's. */
    public double ratio() {
      return storeMedian() / bareMedian();
    }

    private static double median(List<Double> rates) {
      return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    @Override
    public String toString() {
      return "store %,.0f tasks/s %s, bare loop %,.0f tasks/s %s, ratio %.2f"
          .formatted(storeMedian(), range(store), bareMedian(), range(bare), ratio());
    }

    private static String range(List<Double> rates) {
      return "(%,.0f to %,.0f)".formatted(Collections.min(rates), Collections.max(rates));
    }
  }

  static void main(String[] args) throws IOException, SQLException {
    Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("bench");
    int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    int batch = args.length > 2 ? Integer.parseInt(args[2]) : 500;
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 7;
    System.out.printf("%,d tasks, 4 KB results, batches of %d, %d rounds%n", tasks, batch, rounds);
    System.out.println(measure(folder, tasks, batch, rounds));
  }

  /** Measures both in turn, after a warm-up round of each that is not counted. */
  public static Rates measure(Path folder, int tasks, int batch, int rounds)
      throws IOException, SQLException {
    var store = new ArrayList<Double>();
    var bare = new ArrayList<Double>();
    for (int round = -1; round < rounds; round++) {
      double storeRate = tasks / seconds(() -> throughStore(folder, tasks, batch));
      double bareRate = tasks / seconds(() -> bare(folder, tasks, batch));
      if (round >= 0) {
        store.add(storeRate);
        bare.add(bareRate);
      }
    }
    return new Rates(store, bare);
  }

  private interface Run {
    /** Runs once; answers how many nanoseconds of it count. */
    long nanos() throws IOException, SQLException;
  }

  private static double seconds(Run run) throws IOException, SQLException {
    return run.nanos() / 1e9;
  }

  private static long throughStore(Path folder, int tasks, int batch) throws IOException {
    Path file = fresh(folder);
    try (SkillStore store = LocalSkillStore.open(file)) {
      long start = System.nanoTime();
      for (int from = 0; from < tasks; from += ENQUEUE_BATCH) {
        store.enqueue(newTasks(from, Math.min(tasks, from + ENQUEUE_BATCH)));
      }
      int done = drain(store, batch);
      long nanos = System.nanoTime() - start;
      expect(tasks, done);
      return nanos;
    }
  }

  private static List<NewTask> newTasks(int from, int to) {
    var tasks = new ArrayList<NewTask>(to - from);
    for (int i = from; i < to; i++) {
      tasks.add(NewTask.of(TaskType.PARSE, "skills/skill-" + i + "/SKILL.md"));
    }
    return tasks;
  }

  private static int drain(SkillStore store, int batch) {
    var worker = store.register(new WorkerCard("bench", "here", 1, batch));
    var request = new ClaimRequest(worker, List.of(), Set.of(), batch);
    int done = 0;
    List<Claim> claims = granted(store.claim(request));
    while (!claims.isEmpty()) {
      var finishes = claims.stream().map(QueueBench::finished).toList();
      done += finishes.size();
      claims = granted(store.finishAndClaim(finishes, request).next());
    }
    return done;
  }

  private static Finish finished(Claim claim) {
    return new Finish(
        claim.lease(), new Outcome.Completed(RESULT), Instant.now(), Duration.ofMillis(1));
  }

  private static List<Claim> granted(ClaimAnswer answer) {
    return switch (answer) {
      case ClaimAnswer.Granted(var claims, var _) -> claims;
      case ClaimAnswer.WorkerLost() ->
          throw new IllegalStateException("The bench was taken for dead");
    };
  }

  private static long bare(Path folder, int tasks, int batch) throws IOException, SQLException {
    Path file = fresh(folder);
    LocalSkillStore.open(file).close();
    try (var loop = new BareLoop(file)) {
      long start = System.nanoTime();
      loop.enqueue(tasks, ENQUEUE_BATCH);
      int done = loop.drain(batch, RESULT);
      long nanos = System.nanoTime() - start;
      expect(tasks, done);
      return nanos;
    }
  }

  private static void expect(int tasks, int done) {
    if (done != tasks) {
      throw new IllegalStateException("%d of %d tasks were done".formatted(done, tasks));
    }
  }

  private static Path fresh(Path folder) throws IOException {
    Path file = folder.resolve("bench.db");
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + suffix));
    }
    return file;
  }
}
