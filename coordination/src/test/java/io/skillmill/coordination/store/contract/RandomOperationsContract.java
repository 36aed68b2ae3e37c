package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/**
 * Random sequences of everything that can be done, on one store and on two of one database, watched
 * by an {@link Oracle}. A failure names the seed; {@code -Dskillmill.random.seed} runs it again,
 * {@code -Dskillmill.random.steps} makes the sequences longer.
 */
@Tag("I1")
@Tag("I2")
@Tag("I3")
@Tag("I4")
@Tag("I5")
@Tag("I6")
@Tag("I9")
@Tag("I10")
@Tag("I11")
@Tag("I13")
@Tag("random")
abstract class RandomOperationsContract extends StoreScene {

  private static final long SEED = Long.getLong("skillmill.random.seed", System.nanoTime());
  private static final int STEPS = Integer.getInteger("skillmill.random.steps", 120);
  private static final List<String> NAMES = List.of("ada", "grace", "barbara");

  private final Oracle oracle = new Oracle();
  private final List<Registration> registrations = new ArrayList<>();
  private final List<Registration> active = new ArrayList<>();
  private final List<SkillStore> stores = new ArrayList<>();
  private Random random = new Random(SEED);

  RandomOperationsContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  @RepeatedTest(6)
  void random_sequences_keep_every_invariant(RepetitionInfo repetition) {
    long seed = SEED + repetition.getCurrentRepetition() - 1;
    random = new Random(seed);
    System.out.printf("random operations: seed %d, %d steps%n", seed, STEPS);
    stores.add(store);
    if (repetition.getCurrentRepetition() % 2 == 0) {
      stores.add(another());
    }
    register();
    var told = new ArrayList<String>();
    for (int step = 0; step < STEPS; step++) {
      try {
        told.add(step());
        oracle.check(anyStore());
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed %d, step %d, after %s: %s".formatted(seed, step, lastOf(told), e.getMessage()),
            e);
      }
    }
    oracle.checkAll(store);
  }

  private static List<String> lastOf(List<String> told) {
    return told.subList(Math.max(0, told.size() - 12), told.size());
  }

  private SkillStore anyStore() {
    return any(stores);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Does something and says what. */
  private String step() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> enqueueSome();
      case 4, 5, 6, 7 -> claimSome();
      case 8, 9, 10, 11 -> finishOne();
      case 12 -> beat();
      case 13 -> releaseOne();
      case 14 -> rescueOne();
      case 15 -> cancelOne();
      case 16 -> retryOne();
      case 17 -> register();
      case 18 -> random.nextBoolean() ? retireOne() : pauseOrResume();
      default -> "advanced to " + clock.advance(Duration.ofSeconds(random.nextInt(7200)));
    };
  }

  private String enqueueSome() {
    var where = anyStore();
    var tasks = IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(_ -> someTask()).toList();
    var answers = where.enqueue(tasks);
    assertThat(answers).hasSameSizeAs(tasks);
    for (int i = 0; i < tasks.size(); i++) {
      oracle.enqueued(tasks.get(i), answers.get(i), this::stateOf);
    }
    return "enqueue " + answers;
  }

  private NewTask someTask() {
    var terms =
        NewTask.Terms.DEFAULT
            .withQueue(any(List.of("A", "B")))
            .withPriority(random.nextInt(3))
            .withMaxAttempts(1 + random.nextInt(3));
    var task = parse("path " + random.nextInt(8)).on(terms);
    task = random.nextInt(3) > 0 ? task.withKey("key " + random.nextInt(6)) : task;
    return random.nextInt(5) == 0 ? task.forced() : task;
  }

  private String register() {
    var name = any(NAMES);
    var fresh = worker(name);
    active.stream()
        .filter(earlier -> earlier.workerId().equals(name))
        .forEach(earlier -> assertThat(oracle.dropAllOf(earlier.incarnation())).isNotNegative());
    active.removeIf(earlier -> earlier.workerId().equals(name));
    active.add(fresh);
    registrations.add(fresh);
    return "register " + name;
  }

  private String claimSome() {
    var who = random.nextInt(6) > 0 && !active.isEmpty() ? any(active) : any(registrations);
    var answer = anyStore().claim(request(who, 1 + random.nextInt(4)));
    if (active.contains(who)) {
      granted(answer).claims().forEach(claim -> oracle.claimed(who.incarnation(), claim));
    } else {
      assertThat(answer).isInstanceOf(ClaimAnswer.WorkerLost.class);
    }
    return "claim " + answer;
  }

  private Optional<Lease> someLease() {
    var current = oracle.leases().stream().filter(oracle::isCurrent).toList();
    if (!current.isEmpty() && random.nextInt(3) > 0) {
      return Optional.of(any(current));
    }
    return oracle.leases().isEmpty() ? Optional.empty() : Optional.of(any(oracle.leases()));
  }

  private String finishOne() {
    var lease = someLease();
    if (lease.isEmpty()) {
      return "nothing to finish";
    }
    var report = oracle.earlierReport(lease.get()).orElseGet(() -> someReport(lease.get()));
    var answer = anyStore().finish(List.of(report)).getFirst();
    oracle.finished(report, answer);
    return "finish " + report + " " + answer;
  }

  private Finish someReport(Lease lease) {
    return switch (random.nextInt(5)) {
      case 0 -> Reports.finish(lease, new Outcome.Rejected("bad", "{}"));
      case 1 -> Reports.finish(lease, new Outcome.Crashed("broke"));
      case 2 -> Reports.finish(lease, new Outcome.TimedOut("slow"));
      default -> Reports.completed(lease);
    };
  }

  private String beat() {
    var who = any(registrations);
    var held = oracle.heldBy(who.incarnation());
    var started = held.stream().filter(_ -> random.nextBoolean()).toList();
    var answer = anyStore().heartbeat(new Beat(who, started, held));
    assertThat(answer instanceof BeatAnswer.Alive).isEqualTo(active.contains(who));
    return "beat of " + who.workerId() + ", started " + started;
  }

  private String releaseOne() {
    var lease = someLease();
    lease.ifPresent(one -> oracle.released(one, anyStore().release(List.of(one))));
    return "release " + lease;
  }

  private String rescueOne() {
    var pulses = anyStore().pulses();
    assertThat(pulses).hasSameSizeAs(active);
    if (pulses.isEmpty()) {
      return "nobody to rescue";
    }
    var pulse = any(pulses);
    int taken = anyStore().rescue(pulse);
    active.remove(pulse.worker());
    assertThat(taken).isEqualTo(oracle.dropAllOf(pulse.worker().incarnation()));
    return "rescue " + pulse;
  }

  private String retireOne() {
    var who = any(registrations);
    anyStore().retire(who);
    active.remove(who);
    return "retire " + who + ", giving back " + oracle.dropAllOf(who.incarnation());
  }

  private String cancelOne() {
    return someId()
        .map(id -> {
          TaskState before = stateOf(id);
          oracle.cancelled(id, anyStore().cancel(TaskSelection.task(id)), before);
          return "cancel " + id;
        })
        .orElse("nothing to cancel");
  }

  private String retryOne() {
    return someId()
        .map(id -> {
          TaskState before = stateOf(id);
          oracle.retried(id, anyStore().retry(TaskSelection.task(id)), before);
          return "retry " + id;
        })
        .orElse("nothing to retry");
  }

  private Optional<Long> someId() {
    var ids = oracle.ids();
    return ids.isEmpty() ? Optional.empty() : Optional.of(any(ids));
  }

  private String pauseOrResume() {
    var queue = any(List.of("A", "B"));
    if (random.nextBoolean()) {
      anyStore().pause(queue);
      return "pause " + queue;
    }
    anyStore().resume(queue);
    return "resume " + queue;
  }
}
