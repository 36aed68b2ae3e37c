package io.skillmill.coordination.store.contract;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draws lots for what is done next to an engine and to the model. */
final class ModelWalk {

  private static final List<String> NAMES = List.of("ada", "grace", "barbara");
  private static final List<String> QUEUES = List.of("A", "B", "C");
  private static final List<String> PARSERS = List.of(StoreScene.PARSER, "openapi");
  private static final Set<TaskState> ENDED =
      EnumSet.of(TaskState.COMPLETED, TaskState.FAILED, TaskState.CANCELLED);

  private static final int TOLD_MAX = 15;

  private final List<SkillStore> stores;
  private final SettableClock clock;
  private final Random random;
  private final InStep pair;
  private final List<String> told = new ArrayList<>();

  ModelWalk(List<SkillStore> stores, SettableClock clock, Random random) {
    this.stores = stores;
    this.clock = clock;
    this.random = random;
    pair = new InStep(stores.getFirst(), clock);
    pair.register(NAMES.getFirst(), 4);
  }

  /** Whether all that can be seen is the same, to the last attempt. */
  void compareAll() {
    pair.compareAll();
  }

  /** How many tasks were done and are not there any more. */
  long forgotten() {
    return pair.model().counts().forgotten();
  }

  /** Does something on both and compares them. */
  void stepAndCompare() {
    told.add(step());
    pair.compare();
  }

  /** What was done last. */
  String lastTold() {
    return String.join("\n", told.subList(Math.max(0, told.size() - TOLD_MAX), told.size()));
  }

  private String step() {
    pair.through(any(stores));
    return switch (random.nextInt(32)) {
      case 0, 1, 2, 3, 4 -> pair.enqueue(several(4, this::someTask));
      case 5, 6, 7, 8, 9 -> pair.claim(someRequest());
      case 10, 11, 12, 13, 14 -> pair.finish(several(3, this::someReport));
      case 15, 16, 17 -> pair.finishAndClaim(several(2, this::someReport), someRequest());
      case 18, 19, 20 -> pair.heartbeat(someBeat());
      case 21 -> pair.progress(someLease(), "{\"done\":%d}".formatted(random.nextInt(9)));
      case 22 -> pair.release(several(3, this::someLease));
      case 23, 24 -> rescue();
      case 25 -> pair.register(any(NAMES), 1 + random.nextInt(9));
      case 26 -> random.nextBoolean() ? pair.retire(someWorker()) : "nothing";
      case 27 -> cancel();
      case 28 -> retry();
      case 29 -> pair.pause(any(QUEUES), random.nextInt(3) == 0);
      case 30 -> prune();
      default -> "advanced to " + clock.advance(someWhile());
    };
  }

  // ---- drawing lots

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> List<T> several(int most, Supplier<T> draw) {
    return Stream.generate(draw).limit(random.nextInt(most + 1)).toList();
  }

  private NewTask someTask() {
    var terms =
        NewTask.Terms.DEFAULT
            .withQueue(any(QUEUES))
            .withPriority(random.nextInt(3) - 1)
            .withDelay(random.nextInt(4) > 0 ? Duration.ZERO : someWhile())
            .withMaxAttempts(1 + random.nextInt(3));
    var task = NewTask.of(any(List.of(TaskType.values())), "path " + random.nextInt(8)).on(terms);
    task = random.nextInt(3) > 0 ? task.withKey("key " + random.nextInt(6)) : task;
    task = random.nextInt(3) == 0 ? task.withSource(someSource()) : task;
    task = random.nextInt(4) == 0 ? task.withParser(someParser()) : task;
    return random.nextInt(5) == 0 ? task.forced() : task;
  }

  private NewTask.ParserRef someParser() {
    return new NewTask.ParserRef(any(PARSERS), "1." + random.nextInt(2));
  }

  private SkillSource someSource() {
    var text = "# Source " + random.nextInt(4);
    return SkillSource.single("SKILL.md", text.getBytes(StandardCharsets.UTF_8));
  }

  private ClaimRequest someRequest() {
    return new ClaimRequest(
        someWorker(),
        random.nextBoolean() ? List.of() : several(3, () -> any(QUEUES)),
        new HashSet<>(several(3, () -> any(PARSERS))),
        random.nextInt(5));
  }

  /** Mostly the latest. */
  private Registration someWorker() {
    var all = pair.registrations;
    return random.nextInt(4) > 0 ? all.getLast() : any(all);
  }

  /** Mostly one that is good, sometimes one that was, sometimes a forged one. */
  private Lease someLease() {
    var good = pair.leases.stream().filter(this::isGood).toList();
    if (pair.leases.isEmpty() || random.nextInt(12) == 0) {
      return Reports.forged(1 + random.nextInt(20), random);
    }
    return good.isEmpty() || random.nextInt(4) == 0 ? any(pair.leases) : any(good);
  }

  private boolean isGood(Lease lease) {
    var attempts = pair.model().attempts(lease.taskId());
    return !attempts.isEmpty()
        && attempts.getLast().leaseId().equals(lease.id())
        && attempts.getLast().ending().isEmpty();
  }

  private Finish someReport() {
    var lease = someLease();
    return switch (random.nextInt(9)) {
      case 0 -> Reports.finish(lease, new Outcome.Rejected("bad", "{}"));
      case 1, 2 -> Reports.finish(lease, new Outcome.Crashed("broke"));
      case 3 -> Reports.finish(lease, new Outcome.TimedOut("slow"));
      case 4, 5 -> Reports.forgettable(lease);
      case 6 -> Reports.completed(lease).withoutHistory();
      default -> Reports.completed(lease);
    };
  }

  private Beat someBeat() {
    return new Beat(someWorker(), several(3, this::someLease), several(4, this::someLease));
  }

  private Duration someWhile() {
    return Duration.ofMillis(
        switch (random.nextInt(3)) {
          case 0 -> random.nextInt(1_000);
          case 1 -> random.nextInt(10_000);
          default -> random.nextInt(7_200_000);
        });
  }

  // ---- what takes more than one lot

  private String rescue() {
    var pulses = pair.model().pulses();
    if (pulses.isEmpty()) {
      return "nobody to rescue";
    }
    var pulse = any(pulses);
    boolean stale = random.nextInt(4) == 0;
    return pair.rescue(stale ? new Pulse(pulse.worker(), pulse.beats() - 1) : pulse);
  }

  private TaskSelection someTasks() {
    return switch (random.nextInt(8)) {
      case 0 -> new TaskSelection.All();
      case 1 -> new TaskSelection.Queue(any(QUEUES));
      default -> new TaskSelection.Ids(several(4, () -> 1L + random.nextInt(30)));
    };
  }

  private String cancel() {
    var tasks = someTasks();
    return pair.count("cancel " + tasks, store -> store.cancel(tasks));
  }

  private String retry() {
    var tasks = someTasks();
    return pair.count("retry " + tasks, store -> store.retry(tasks));
  }

  private String prune() {
    var states = new HashSet<>(several(4, () -> any(List.copyOf(ENDED))));
    return pair.prune(someWhile(), states);
  }
}
