package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.LocalSkillStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many worker processes on one file: nothing is done twice, and nobody is left without work. */
@Tag("I3")
@Tag("I5")
@Tag("I7")
@Tag("I10")
@Timeout(300)
final class ManyProcessesTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int PROCESSES = LONG ? 16 : 6;
  private static final int TASKS = LONG ? 50_000 : 1_200;

  @TempDir private Path folder = Path.of("");

  @Test
  void each_task_is_done_once_by_many_processes_on_one_file() {
    var address = folder.resolve("store.db").toString();
    try (var fleet = new Fleet(address, folder);
        var store = LocalSkillStore.open(address)) {
      store.pause("default"); // All are to begin at once.
      fleet.producer(TASKS, 100, Duration.ZERO).await(WitnessProducer.ENQUEUED);
      fleet.workers(PROCESSES, Duration.ofMillis(2));
      store.resume("default");
      fleet.drain();

      fleet.judge().report(PROCESSES + " processes on one file", 1);
      var shares = IntStream.range(0, PROCESSES).mapToLong(fleet::finishedBy).toArray();
      System.out.printf("shares of %d processes: %s%n", PROCESSES, Arrays.toString(shares));
      assertThat(shares).as("tasks done by each process").doesNotContain(0L);
    }
  }
}
