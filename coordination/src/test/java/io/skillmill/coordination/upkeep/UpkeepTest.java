package io.skillmill.coordination.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.chaos.Lull;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a clock that moves only when the test says so. */
class UpkeepTest {

  private static final Duration LOST_AFTER = Duration.ofSeconds(10);
  private static final Duration ROUND = Duration.ofSeconds(1);

  @TempDir Path folder;
  private LocalSkillStore store;
  private final AtomicReference<Instant> wallClock =
      new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
  private long nanos;
  private Registration watched;

  @BeforeEach
  void open() {
    store = LocalSkillStore.open(folder.resolve("store.db"), wallClock::get);
    watched = store.register(new WorkerCard("watched", "here", 1, 1));
    store.enqueue(List.of(NewTask.of(TaskType.PARSE, "a"), NewTask.of(TaskType.PARSE, "b")));
    assertThat(claim(watched).claims()).hasSize(2);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_worker_without_a_beat_for_long_enough_loses_its_tasks() {
    var rescuer = rescuer();

    rounds(rescuer, 10);
    assertThat(rescuer.rescued()).isZero();
    rounds(rescuer, 1);

    assertThat(rescuer.rescued()).isEqualTo(2);
    assertThat(store.counts().inProgress()).isZero();
    assertThat(store.counts().queued()).isEqualTo(2);
  }

  @Test
  void a_worker_that_beats_keeps_its_tasks_for_ever() {
    var rescuer = rescuer();

    for (int i = 0; i < 20; i++) {
      rounds(rescuer, 8);
      beat(watched);
    }

    assertThat(rescuer.rescued()).isZero();
    assertThat(store.counts().inProgress()).isEqualTo(2);
  }

  @Test
  void whoever_was_asleep_itself_rescues_nobody_on_waking() {
    var rescuer = rescuer();
    rounds(rescuer, 9);

    pass(Duration.ofHours(8));
    rounds(rescuer, 10);
    assertThat(rescuer.rescued()).as("right after waking").isZero();
    rounds(rescuer, 2);

    assertThat(rescuer.rescued()).as("after watching anew").isEqualTo(2);
  }

  @Test
  void a_clock_on_the_wall_that_jumps_means_nothing() {
    var rescuer = rescuer();
    rounds(rescuer, 5);

    wallClock.updateAndGet(now -> now.plus(Duration.ofDays(400)));
    rounds(rescuer, 3);
    wallClock.updateAndGet(now -> now.minus(Duration.ofDays(800)));
    rounds(rescuer, 2);

    assertThat(rescuer.rescued()).isZero();
  }

  /** While a stranger holds the store's lock, nobody's sign of life is taken. */
  @Test
  void whoever_is_not_heard_itself_takes_nobody_for_dead() {
    var mine = store.register(new WorkerCard("mine", "here", 2, 1));
    var rescuer = new Rescuer(store, LOST_AFTER, Optional.of(mine::equals), () -> nanos);

    rounds(rescuer, 60);
    assertThat(rescuer.rescued()).as("while nobody is heard").isZero();
    for (int round = 0; round < 4; round++) {
      beat(mine);
      rounds(rescuer, 1);
    }
    assertThat(rescuer.rescued()).as("while the others may still be waiting to be heard").isZero();
    for (int round = 0; round < 8; round++) {
      beat(mine);
      rounds(rescuer, 1);
    }

    assertThat(rescuer.rescued()).as("who is silent though he could be heard").isEqualTo(2);
  }

  @Test
  void a_worker_never_rescues_itself() {
    var rescuer = new Rescuer(store, LOST_AFTER, Optional.of(watched::equals), () -> nanos);

    rounds(rescuer, 100);

    assertThat(rescuer.rescued()).isZero();
  }

  @Test
  void a_newcomer_is_watched_from_when_it_was_first_seen() {
    var rescuer = rescuer();
    rounds(rescuer, 9);
    beat(watched);
    store.enqueue(List.of(NewTask.of(TaskType.PARSE, "c")));
    claim(store.register(new WorkerCard("late", "here", 2, 1)));

    rounds(rescuer, 9);
    beat(watched);
    assertThat(rescuer.rescued()).isZero();
    rounds(rescuer, 3);

    assertThat(rescuer.rescued()).isEqualTo(1);
  }

  @Test
  void two_rescuers_rescue_a_worker_once() {
    var one = rescuer();
    var two = rescuer();

    for (int i = 0; i < 20; i++) {
      one.round();
      two.round();
      pass(ROUND);
    }

    assertThat(one.rescued() + two.rescued()).isEqualTo(2);
  }

  /** River 1318: what cannot be rescued kept what came after it from ever being looked at. */
  @Test
  void a_worker_that_cannot_be_rescued_does_not_keep_others_from_it() {
    store.enqueue(List.of(NewTask.of(TaskType.PARSE, "c")));
    claim(store.register(new WorkerCard("zz behind it", "here", 2, 1)));
    var rescuer =
        new Rescuer(unableToRescue("watched"), LOST_AFTER, Optional.of(_ -> false), () -> nanos);
    rounds(rescuer, 10);

    assertThatThrownBy(rescuer::round).hasMessageContaining("watched");

    assertThat(rescuer.rescued()).isEqualTo(1);
    assertThat(store.counts().inProgress()).as("what watched still holds").isEqualTo(2);
  }

  private SkillStore unableToRescue(String workerId) {
    return (SkillStore)
        Proxy.newProxyInstance(
            SkillStore.class.getClassLoader(),
            new Class<?>[] {SkillStore.class},
            (_, method, arguments) -> {
              if (arguments != null
                  && arguments[0] instanceof Pulse pulse
                  && pulse.worker().workerId().equals(workerId)) {
                throw Problem.store("The rescue of " + workerId + " failed", "Mend it")
                    .asException();
              }
              return method.invoke(store, arguments);
            });
  }

  @Test
  void the_pruner_removes_what_is_past_its_age_and_nothing_else() {
    var claims = claimed(watched);
    store.finish(
        List.of(
            new Finish(
                claims, new Outcome.Completed("{}"), wallClock.get(), Duration.ofMillis(1))));
    var pruner = new Pruner(store, Duration.ofDays(30), () -> nanos);

    pruner.round();
    assertThat(store.counts().total()).isEqualTo(3);
    wallClock.updateAndGet(now -> now.plus(Duration.ofDays(31)));
    pruner.round();
    assertThat(store.counts().total()).as("not due yet").isEqualTo(3);
    pass(Duration.ofHours(1));
    pruner.round();

    assertThat(store.counts().completed()).isZero();
    assertThat(store.counts().live()).isEqualTo(2);
  }

  @Test
  void upkeep_goes_on_by_itself_and_ends_when_closed() throws InterruptedException {
    var plan = new Upkeep.Plan(Duration.ofMillis(200), Optional.empty());
    try (var upkeep = Upkeep.of(store, plan, _ -> false, System::nanoTime)) {
      upkeep.start("skillmill-upkeep-test");
      awaitRescueOfBoth(upkeep);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("skillmill-upkeep-test");
  }

  @Test
  void without_a_worker_of_its_own_it_gives_the_others_time_when_a_stranger_lets_go_of_the_store()
      throws Exception {
    var lostAfter = Duration.ofSeconds(1);
    try (var stranger = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
        var statement = stranger.createStatement();
        var upkeep =
            Upkeep.alone(store, new Upkeep.Plan(lostAfter, Optional.empty()), System::nanoTime)) {
      statement.execute("BEGIN IMMEDIATE");
      upkeep.start("skillmill-upkeep-alone");
      Lull.of(lostAfter.multipliedBy(2));
      statement.execute("ROLLBACK");
      Lull.of(lostAfter.dividedBy(2));
      assertThat(upkeep.rescued()).as("rescued before they could be heard").isZero();

      awaitRescueOfBoth(upkeep);
    }
  }

  private void awaitRescueOfBoth(Upkeep upkeep) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (upkeep.rescued() < 2 && System.nanoTime() < end) {
      store.awaitChange(store.changeMark(), Duration.ofMillis(50));
    }
    assertThat(upkeep.rescued()).isEqualTo(2);
  }

  private Rescuer rescuer() {
    return new Rescuer(store, LOST_AFTER, Optional.of(_ -> false), () -> nanos);
  }

  private void rounds(Rescuer rescuer, int count) {
    for (int i = 0; i < count; i++) {
      rescuer.round();
      pass(ROUND);
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private void beat(Registration worker) {
    store.heartbeat(new Beat(worker, List.of(), List.of()));
  }

  private ClaimAnswer.Granted claim(Registration worker) {
    var request = new ClaimRequest(worker, List.of(), Set.of(), 10);
    return (ClaimAnswer.Granted) store.claim(request);
  }

  private io.skillmill.schema.task.Lease claimed(Registration worker) {
    store.enqueue(List.of(NewTask.of(TaskType.PARSE, "done")));
    return claim(worker).claims().getFirst().lease();
  }
}
