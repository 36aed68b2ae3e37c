package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.db.dialect.PostgresProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clocks of workers, and of the server, jump by an hour while they work: nobody is taken for
 * dead, and everything is done once.
 */
@Tag("I3")
@Tag("I5")
@Tag("I7")
@Tag("I12")
@Timeout(300)
final class ClockJumpTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int TASKS = LONG ? 10_000 : 200;
  private static final int JUMPS = LONG ? 60 : 4;
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final Duration WORK = Duration.ofMillis(10);
  private static final List<Duration> SKEWS =
      List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ZERO, Duration.ofDays(400));

  @TempDir private Path folder = Path.of("");

  @Test
  void nobody_is_taken_for_dead_when_the_clocks_of_workers_jump() {
    var made = SkewedClock.make();
    if (made.isEmpty()) {
      System.out.println("skipped: a clock that jumps needs gcc, which is not here");
      return;
    }
    try (var clock = made.get();
        var fleet = new Fleet(folder.resolve("store.db").toString(), folder)) {
      var skewed = fleet.worker(WORK, clock.before());
      fleet.worker(WORK);
      fleet.worker(WORK, clock.before());
      fleet.producer(TASKS, 20, BETWEEN.multipliedBy(JUMPS).multipliedBy(20).dividedBy(TASKS));
      jump(clock);
      assertThat(secondsOff(skewed)).as("seconds the clock is off").isGreaterThan(3_000);
      clock.move(Duration.ZERO);
      fleet.drain();

      var verdict = fleet.judge();
      verdict.report("clocks of workers jump", JUMPS);
      assertThat(verdict.taken()).as("attempts taken from workers that lived").isZero();
    }
  }

  private static void jump(SkewedClock clock) {
    for (int jump = 0; jump < JUMPS; jump++) {
      clock.move(SKEWS.get(jump % SKEWS.size()));
      Lull.of(BETWEEN);
    }
    clock.move(SKEWS.getFirst());
  }

  private static long secondsOff(Program worker) {
    worker.say(WitnessWorker.CLOCK);
    var said = worker.await(WitnessWorker.CLOCK);
    long there = Long.parseLong(said.substring(WitnessWorker.CLOCK.length() + 1));
    return (there - System.currentTimeMillis()) / 1_000;
  }

  @Test
  void nobody_is_taken_for_dead_when_the_clock_of_the_server_jumps() throws Exception {
    var made = SkewedClock.make();
    if (made.isEmpty()) {
      System.out.println("skipped: a clock that jumps needs gcc, which is not here");
      return;
    }
    try (var clock = made.get()) {
      workOn(PostgresProcess.start(clock.before(), List.of()), clock);
    } catch (PostgresProcess.Unavailable e) {
      System.out.println("skipped: " + e.getMessage());
    }
  }

  private void workOn(PostgresProcess started, SkewedClock clock) throws IOException {
    try (var server = started;
        var fleet = new Fleet(server.address(), folder)) {
      LocalSkillStore.open(server.address()).close();
      fleet.worker(WORK);
      fleet.worker(WORK);
      fleet.producer(TASKS, 20, BETWEEN.multipliedBy(JUMPS).multipliedBy(20).dividedBy(TASKS));
      jump(clock);
      clock.move(Duration.ZERO);
      fleet.drain();

      var verdict = fleet.judge();
      verdict.report("clock of PostgreSQL jumps", JUMPS);
      assertThat(verdict.taken()).as("attempts taken from workers that lived").isZero();
    }
  }
}
