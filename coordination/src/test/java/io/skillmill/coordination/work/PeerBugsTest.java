package io.skillmill.coordination.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.handling.TaskContext;
import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Attempt.Ending;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.WorkerCard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bugs that the workers of other queues shipped, each told as what must not happen here. The list
 * of all is in docs/reliability.md.
 */
@Timeout(120)
class PeerBugsTest {

  private static final Duration SOON = Duration.ofMillis(800);

  @TempDir Path folder;
  private Yard yard;

  @BeforeEach
  void open() {
    yard = new Yard(folder);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  /** db-scheduler: what was fetched ahead had no heartbeat, and was rescued while it waited. */
  @Test
  void tasks_claimed_ahead_are_not_taken_back_while_the_worker_lives() throws InterruptedException {
    var tasks = yard.enqueue(60);
    var stuck = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var runs = new AtomicInteger();
    TaskHandler stuckOnce =
        _ -> {
          if (runs.incrementAndGet() == 30) {
            stuck.countDown();
            go.await();
          }
          return new Outcome.Completed("{}");
        };
    var worker = yard.start(stuckOnce, with -> with.slots(1).id("ahead"));
    stuck.await();
    long ahead = yard.store.counts().inProgress();
    var watcher = yard.start(Yard.NOTHING, with -> with.lostAfter(SOON).queues(List.of("another")));
    assertThat(worker.awaitEnd(SOON.multipliedBy(2))).isEmpty();
    go.countDown();
    Yard.end(worker.drain());
    watcher.stopNow();

    assertThat(ahead).as("claimed, and not all begun").isGreaterThan(1);
    assertThat(Yard.end(watcher).rescued()).isZero();
    assertThat(tasks).allSatisfy(id -> assertThat(yard.endings(id)).doesNotContain(Ending.LOST));
  }

  /** River 1150, Oban 2.23: after an outage all came back at the same moment. */
  @Test
  void workers_do_not_come_back_at_the_same_moment() {
    var moments = new HashSet<Long>();
    for (int worker = 0; worker < 100; worker++) {
      var outage = new Outage(new Random(worker));
      outage.failed(0);
      outage.failed(0);
      outage.failed(0);
      moments.add(outage.nanosUntilTry(0) / 1_000_000);
    }

    assertThat(moments)
        .as("milliseconds at which a hundred workers try again")
        .hasSizeGreaterThan(50);
  }

  /** River 1150: a fetch for each notice, from every worker, though others were always quicker. */
  @Test
  void a_worker_that_asks_in_vain_again_and_again_is_not_whipped_on_by_every_notice() {
    long now = System.nanoTime();
    var appetite = new Appetite(4, InstantSource.system(), now);
    for (int vain = 0; vain < 10; vain++) {
      appetite.got(4, new ClaimAnswer.Granted(List.of(), Optional.empty()), now);
    }
    appetite.whet(now + 1);
    appetite.whet(now + 2);

    assertThat(appetite.wanted(0, now + 3)).as("at once").isZero();
    assertThat(appetite.wanted(0, now + 20_000_000)).as("a moment later").isPositive();
  }

  /** River 1251: one call that failed or stalled, and a periodic chore was never done again. */
  @Test
  void a_round_of_upkeep_that_fails_is_followed_by_the_next() throws InterruptedException {
    yard.enqueue(3);
    var silent = yard.store.register(new WorkerCard("silent", "elsewhere", 1, 3));
    assertThat(yard.store.claim(new ClaimRequest(silent, List.of(), Set.of(), 3))).isNotNull();
    var faulty = FaultyStore.before(yard.store, "pulses", "rescue");
    faulty.fault = FaultyStore.Fault.REFUSED;
    var worker = yard.start(faulty.door(), Yard.NOTHING, with -> with.lostAfter(SOON));
    yard.until("upkeep has failed", () -> faulty.failures > 3);
    faulty.fault = FaultyStore.Fault.NONE;

    var report = Yard.end(worker.drain());

    assertThat(report.rescued()).isEqualTo(3);
    assertThat(report.completed()).isEqualTo(3);
  }

  /** River, Oban: who listened too slowly lost events, and was not told. */
  @Test
  void a_slow_listener_hears_of_every_claim_and_every_ending() throws InterruptedException {
    int count = 300;
    yard.enqueue(count);
    var claimed = new AtomicInteger();
    var finished = new AtomicInteger();
    var slow =
        new WorkerListener() {
          @Override
          public void claimed(List<Claim> claims) {
            LockSupport.parkNanos(500_000);
            claimed.addAndGet(claims.size());
          }

          @Override
          public void finished(Finished task) {
            LockSupport.parkNanos(500_000);
            finished.incrementAndGet();
          }
        };

    Yard.end(yard.start(Yard.NOTHING, with -> with.slots(4).listener(slow)).drain());

    assertThat(finished).hasValue(count);
    assertThat(claimed).as("claims, some of them given back").hasValueGreaterThanOrEqualTo(count);
  }

  /** River 1288 and 1331: a timeout that meant "none" was taken for one long past. */
  @Test
  void the_longest_timeout_is_not_taken_for_one_that_is_over() throws InterruptedException {
    var longest = NewTask.Terms.DEFAULT.withTimeout(Duration.ofMillis(Long.MAX_VALUE));
    long task = yard.enqueueOne(t -> t.on(longest));

    var report =
        yard.drain(_ -> {
          LockSupport.parkNanos(5_000_000);
          return new Outcome.Completed("{}");
        });

    assertThat(report.completed()).isEqualTo(1);
    assertThat(yard.endings(task)).containsExactly(Ending.COMPLETED);
  }

  /** JobRunr 431: one row that could not be read stopped the whole server. */
  @Test
  void a_task_whose_stored_content_is_damaged_fails_alone() throws Exception {
    var once = NewTask.Terms.DEFAULT.withMaxAttempts(1);
    long damaged = yard.enqueueOne(t -> t.withSource(source("damaged")).on(once));
    var sound = yard.enqueue(20, t -> t.withSource(source("sound")));
    byHand(
        "UPDATE contents SET manifest = '{\"files\": 7', body = x'00' WHERE content_hash ="
            + " (SELECT content_hash FROM tasks WHERE task_id = %d)".formatted(damaged));

    var report = yard.drain(context -> new Outcome.Completed("{\"files\":" + files(context) + "}"));

    assertThat(yard.state(damaged)).isEqualTo(TaskState.FAILED);
    assertThat(yard.task(damaged).error()).isPresent();
    assertThat(sound).allSatisfy(id -> assertThat(yard.state(id)).isEqualTo(TaskState.COMPLETED));
    assertThat(report.problem()).isEmpty();
  }

  private static int files(TaskContext context) {
    return context.source().files().size();
  }

  private static SkillSource source(String text) {
    return SkillSource.single("SKILL.md", text.getBytes(StandardCharsets.UTF_8));
  }

  /** JobRunr 342 and 431: a job of a class that one server did not have stopped that server. */
  @Test
  void a_task_of_a_type_nobody_here_knows_harms_nobody() throws Exception {
    var tasks = yard.enqueue(20);
    byHand("UPDATE tasks SET task_type = 'dream' WHERE task_id = " + tasks.get(3));

    var report = yard.drain(Yard.NOTHING);

    assertThat(report.problem()).isEmpty();
    assertThat(report.completed()).isEqualTo(19);
    assertThat(report.leftBehind()).isEqualTo(1);
    assertThat(yard.store.counts().queued()).isEqualTo(1);
    assertThat(yard.store.check()).isEmpty();
  }

  /** The same for a rescue: a newer version may have claimed the task, and died. */
  @Test
  void a_task_of_an_unknown_type_is_taken_back_from_a_dead_worker() throws Exception {
    var tasks = yard.enqueue(3);
    var dead = yard.store.register(new WorkerCard("newer", "elsewhere", 1, 3));
    assertThat(yard.store.claim(new ClaimRequest(dead, List.of(), Set.of(), 3))).isNotNull();
    byHand("UPDATE tasks SET task_type = 'dream' WHERE task_id = " + tasks.getFirst());

    var report = Yard.end(yard.start(Yard.NOTHING, with -> with.lostAfter(SOON)).drain());

    assertThat(report.rescued()).isEqualTo(3);
    assertThat(report.completed()).isEqualTo(2);
    assertThat(yard.store.counts()).isEqualTo(new Counts(1, 0, 2, 0, 0));
  }

  private void byHand(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
