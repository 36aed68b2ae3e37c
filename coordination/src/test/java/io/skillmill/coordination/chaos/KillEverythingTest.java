package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.db.dialect.PostgresProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of everything in turn while there is work: those that enqueue, those that work,
 * and the server. {@code -Dskillmill.chaos=long} does it to a hundred thousand tasks.
 */
@Tag("I1")
@Tag("I2")
@Tag("I3")
@Tag("I4")
@Tag("I6")
@Tag("I7")
@Tag("I8")
@Tag("I10")
@Timeout(1_800)
final class KillEverythingTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int TASKS = LONG ? 100_000 : 600;
  private static final int BATCH = LONG ? 100 : 20;
  private static final int WORKERS = 3;
  private static final Duration BETWEEN = Duration.ofMillis(LONG ? 1_500 : 600);
  private static final Duration WORK = Duration.ofMillis(LONG ? 4 : 8);
  private static final Duration REST = Duration.ofMillis(LONG ? 60 : 80);
  private static final long SEED = Long.getLong("skillmill.random.seed", System.nanoTime());

  private final Random random = new Random(SEED);

  @TempDir private Path folder = Path.of("");

  /** Kills the server, if there is one, and starts it again. */
  private interface Server {
    void killAndStartAgain() throws IOException;
  }

  @Test
  void each_task_is_done_once_though_all_that_use_a_file_are_killed_in_turn() throws IOException {
    killInTurn("kill -9 of everything on a file", folder.resolve("store.db").toString(), List.of());
  }

  @Test
  void each_task_is_done_once_though_the_server_and_all_that_use_it_are_killed_in_turn()
      throws IOException {
    try (var server = PostgresProcess.start(List.of())) {
      killInTurn(
          "kill -9 of everything with PostgreSQL",
          server.address(),
          List.of(() -> {
            server.kill();
            server.startAgain();
          }));
    } catch (PostgresProcess.Unavailable e) {
      System.out.println("skipped: " + e.getMessage());
    }
  }

  private void killInTurn(String fault, String address, List<Server> servers) throws IOException {
    System.out.printf("%s: %d tasks, seed %d%n", fault, TASKS, SEED);
    LocalSkillStore.open(address).close();
    try (var fleet = new Fleet(address, folder)) {
      fleet.workers(WORKERS, WORK);
      fleet.producer(TASKS, BATCH, REST);
      int kills = 0;
      for (long left = TASKS; left > 0; left = TASKS - fleet.acknowledged()) {
        Lull.of(BETWEEN);
        int turn = kills++ % (WORKERS + 1 + servers.size());
        if (turn < WORKERS) {
          fleet.replace(random.nextInt(WORKERS), WORK);
        } else if (turn == WORKERS) {
          fleet.killProducers();
          fleet.producer((int) Math.max(1, TASKS - fleet.acknowledged()), BATCH, REST);
        } else {
          servers.getFirst().killAndStartAgain();
        }
      }
      fleet.drain();
      var verdict = fleet.judge();
      verdict.report(fault, kills);
      assertThat(verdict.tasks()).isGreaterThanOrEqualTo(TASKS);
    }
  }
}
