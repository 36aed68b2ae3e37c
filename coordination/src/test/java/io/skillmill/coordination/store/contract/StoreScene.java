package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stage of every contract: a fresh database, a clock that the test moves, one open store, and
 * the verbs the cases are told in. After each case the counters are compared with a scan (I10) and
 * the engine's own check must find nothing.
 */
abstract class StoreScene {

  static final String PARSER = "agent-skill";

  /** Longer than any backoff may be. */
  static final Duration PAST_ANY_BACKOFF = Duration.ofDays(1);

  final SettableClock clock = SettableClock.atNoon();
  private final Function<Path, StoreFixture> engine;
  private final List<SkillStore> opened = new ArrayList<>();
  StoreFixture database;
  SkillStore store;

  /** How many tasks a case had forgotten. */
  long forgotten;

  StoreScene(Function<Path, StoreFixture> engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open(@TempDir Path directory) {
    database = engine.apply(directory);
    store = another();
  }

  @AfterEach
  void check_and_close() {
    try {
      var last = another();
      assertCountsEqualScan(last, forgotten);
      opened.forEach(SkillStore::close);
      assertThat(database.check()).as("findings of the engine's own check").isEmpty();
    } finally {
      opened.forEach(SkillStore::close);
      database.close();
    }
  }

  /** One more store on the same database. */
  SkillStore another() {
    var another = database.open(clock);
    opened.add(another);
    return another;
  }

  /** Closes the store and opens it again. */
  void reopen() {
    store.close();
    store = another();
  }

  static void assertCountsEqualScan(SkillStore store) {
    assertCountsEqualScan(store, 0);
  }

  private static void assertCountsEqualScan(SkillStore store, long forgotten) {
    var scanned = Counts.NONE.withForgotten(forgotten);
    for (var task : everything(store)) {
      scanned = scanned.plus(one(task.state()));
    }
    assertThat(store.counts()).as("I10: counts equal a scan").isEqualTo(scanned);
    var summed = store.queues().stream().map(QueueView::counts).reduce(Counts.NONE, Counts::plus);
    assertThat(summed).as("I10: the queues' counts add up to a scan").isEqualTo(scanned);
  }

  static List<Task> everything(SkillStore store) {
    var all = new ArrayList<Task>();
    var page = store.tasks(TaskFilter.ALL.limit(TaskFilter.LIMIT_MAX));
    while (!page.isEmpty()) {
      all.addAll(page);
      page = store.tasks(TaskFilter.ALL.limit(TaskFilter.LIMIT_MAX).after(page.getLast().taskId()));
    }
    return all;
  }

  private static Counts one(TaskState state) {
    return switch (state) {
      case QUEUED -> new Counts(1, 0, 0, 0, 0);
      case IN_PROGRESS -> new Counts(0, 1, 0, 0, 0);
      case COMPLETED -> new Counts(0, 0, 1, 0, 0);
      case FAILED -> new Counts(0, 0, 0, 1, 0);
      case CANCELLED -> new Counts(0, 0, 0, 0, 1);
    };
  }

  // ---- the verbs

  static NewTask parse(String path) {
    return NewTask.of(TaskType.PARSE, path);
  }

  static NewTask withAttempts(String path, int maxAttempts) {
    return parse(path).on(NewTask.Terms.DEFAULT.withMaxAttempts(maxAttempts));
  }

  static NewTask inQueue(String path, String queue) {
    return parse(path).on(NewTask.Terms.DEFAULT.withQueue(queue));
  }

  /** Enqueues one task that must be new. */
  long enqueue(NewTask task) {
    var answer = store.enqueue(List.of(task)).getFirst();
    assertThat(answer).isInstanceOf(Enqueued.Queued.class);
    return answer.taskId();
  }

  long enqueue(String path) {
    return enqueue(parse(path));
  }

  Registration worker(String name) {
    return store.register(new WorkerCard(name, "localhost", 4711, 4));
  }

  static ClaimRequest request(Registration worker, int max) {
    return new ClaimRequest(worker, List.of(), Set.of(PARSER), max);
  }

  static ClaimAnswer.Granted granted(ClaimAnswer answer) {
    assertThat(answer).isInstanceOf(ClaimAnswer.Granted.class);
    return (ClaimAnswer.Granted) answer;
  }

  List<Claim> claim(Registration worker, int max) {
    return granted(store.claim(request(worker, max))).claims();
  }

  /** Claims one task; there must be one. */
  Claim claimOne(Registration worker) {
    var claims = claim(worker, 1);
    assertThat(claims).as("one claim for " + worker.workerId()).hasSize(1);
    return claims.getFirst();
  }

  FinishAnswer finish(Finish finish) {
    return store.finish(List.of(finish)).getFirst();
  }

  void finishWell(Claim claim) {
    assertThat(finish(Reports.completed(claim))).isEqualTo(FinishAnswer.RECORDED);
  }

  /** Tells the store that work on these claims has begun. */
  void start(Registration worker, Claim... claims) {
    var leases = List.of(claims).stream().map(Claim::lease).toList();
    assertThat(store.heartbeat(new Beat(worker, leases, leases))).isNotNull();
  }

  Pulse pulseOf(Registration worker) {
    return store.pulses().stream()
        .filter(pulse -> pulse.worker().equals(worker))
        .findFirst()
        .orElseThrow();
  }

  /** Takes the worker for dead. */
  int rescue(Registration worker) {
    return store.rescue(pulseOf(worker));
  }

  Task task(long taskId) {
    return store.task(taskId).orElseThrow();
  }

  TaskState stateOf(long taskId) {
    return task(taskId).state();
  }

  Attempt lastAttempt(long taskId) {
    return store.attempts(taskId).getLast();
  }

  /** Moves the clock so far that every waiting task is due. */
  void waitOutBackoff() {
    clock.advance(PAST_ANY_BACKOFF);
  }
}
