package io.skillmill.coordination.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store takes from its process and its disk stays within bounds. */
@Tag("I14")
final class BoundsTest {

  private static final long WAL_BYTES_MAX = 32L << 20;
  private static final String RESULT = "{\"text\":\"" + "x".repeat(4_000) + "\"}";

  @Test
  void opening_and_closing_leaves_no_threads_and_no_files_behind(@TempDir Path directory)
      throws Exception {
    openAndClose(directory);
    long threads = ours();
    long files = openFiles();

    for (int round = 0; round < 20; round++) {
      openAndClose(directory);
    }

    assertThat(ours()).as("threads of the store").isLessThanOrEqualTo(threads);
    assertThat(openFiles()).as("open files").isLessThanOrEqualTo(files + 2);
  }

  private static void openAndClose(Path directory) throws InterruptedException {
    try (var store = LocalSkillStore.open(directory.resolve("store.db"))) {
      store.enqueue(List.of(NewTask.of(TaskType.PARSE, "a")));
      assertThat(store.counts().total()).isPositive();
      store.awaitChange(store.changeMark(), Duration.ofMillis(5));
    }
  }

  private static long ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("skillmill"))
        .count();
  }

  /** Where the system tells; elsewhere nothing is compared. */
  private static long openFiles() throws IOException {
    var descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (var open = Files.list(descriptors)) {
      return open.count();
    }
  }

  @Test
  void the_log_does_not_grow_with_the_work(@TempDir Path directory) throws IOException {
    var file = directory.resolve("store.db");
    long largest = 0;
    try (var store = LocalSkillStore.open(file)) {
      var worker = store.register(new WorkerCard("w", "localhost", 1, 1));
      for (int round = 0; round < 40; round++) {
        turn(store, worker, 500);
        largest = Math.max(largest, Files.size(directory.resolve("store.db-wal")));
      }
      assertThat(store.counts().completed()).isEqualTo(20_000);
      assertThat(Files.size(file)).as("bytes of the store").isGreaterThan(2 * WAL_BYTES_MAX);
    }
    System.out.printf("write-ahead log: at most %,d bytes%n", largest);
    assertThat(largest).isLessThan(WAL_BYTES_MAX);
  }

  private static void turn(SkillStore store, Registration worker, int tasks) {
    store.enqueue(
        IntStream.range(0, tasks).mapToObj(n -> NewTask.of(TaskType.PARSE, "t" + n)).toList());
    var request = new ClaimRequest(worker, List.of(), Set.of(), tasks);
    var claims = ((ClaimAnswer.Granted) store.claim(request)).claims();
    store.finish(claims.stream().map(BoundsTest::large).toList());
  }

  private static Finish large(Claim claim) {
    return Reports.finish(claim.lease(), new Outcome.Completed(RESULT));
  }
}
