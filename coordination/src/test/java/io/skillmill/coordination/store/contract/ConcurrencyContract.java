package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.WorkerCard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many at once, on one store and on two: each task is done exactly once, and the sums agree. */
@Timeout(60)
abstract class ConcurrencyContract extends StoreScene {

  private static final Duration PATIENCE = Duration.ofMillis(50);

  ConcurrencyContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  /** Runs all of them at the same time and waits for them; throws what one of them threw. */
  private static <T> List<T> together(List<? extends Callable<T>> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<T>();
      for (Future<T> future : threads.invokeAll(work)) {
        answers.add(future.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new AssertionError("A thread failed: " + e.getCause(), e);
    }
  }

  /** Producers and consumers, spread over the stores, until every task is done. */
  private final class Mill {
    private final List<SkillStore> stores;
    private final int producers;
    private final int batches;
    private final int batchSize;
    private final Map<Long, AtomicInteger> granted = new ConcurrentHashMap<>();
    private final AtomicLong recorded = new AtomicLong();

    Mill(List<SkillStore> stores, int producers, int batches, int batchSize) {
      this.stores = stores;
      this.producers = producers;
      this.batches = batches;
      this.batchSize = batchSize;
    }

    private int total() {
      return producers * batches * batchSize;
    }

    private SkillStore storeOf(int number) {
      return stores.get(number % stores.size());
    }

    private Boolean produce(int number) {
      for (int batch = 0; batch < batches; batch++) {
        var prefix = "p" + number + "/" + batch + "/";
        storeOf(number)
            .enqueue(IntStream.range(0, batchSize).mapToObj(i -> parse(prefix + i)).toList());
      }
      return true;
    }

    private Boolean consume(int number) throws InterruptedException {
      var mine = storeOf(number);
      var me = mine.register(new WorkerCard("consumer " + number, "localhost", number, 1));
      List<Finish> reports = List.of();
      while (recorded.get() < total()) {
        long seen = mine.changeMark();
        var turnover = mine.finishAndClaim(reports, request(me, 7));
        assertThat(turnover.answers()).doesNotContain(FinishAnswer.LEASE_LOST);
        recorded.addAndGet(turnover.answers().size());
        var claims = granted(turnover.next()).claims();
        claims.forEach(claim ->
            granted.computeIfAbsent(claim.taskId(), _ -> new AtomicInteger()).incrementAndGet());
        reports = claims.stream().map(Reports::completed).toList();
        if (claims.isEmpty() && recorded.get() < total()) {
          mine.awaitChange(seen, PATIENCE);
        }
      }
      return true;
    }

    void runWith(int consumers) throws Exception {
      var work = new ArrayList<Callable<Boolean>>();
      IntStream.range(0, producers).forEach(number -> work.add(() -> produce(number)));
      IntStream.range(0, consumers).forEach(number -> work.add(() -> consume(number)));
      assertThat(together(work)).doesNotContain(false);

      assertThat(granted).hasSize(total());
      assertThat(granted.values()).allMatch(times -> times.get() == 1);
      assertThat(store.counts()).isEqualTo(new Counts(0, 0, total(), 0, 0));
      assertThat(store.workers().stream().mapToLong(view -> view.tasksCompleted()).sum())
          .isEqualTo(total());
    }
  }

  @Test
  @Tag("I3")
  @Tag("I5")
  void many_threads_on_one_store_do_each_task_once() throws Exception {
    new Mill(List.of(store), 4, 10, 50).runWith(8);
  }

  @Test
  @Tag("I3")
  @Tag("I5")
  void many_threads_on_two_stores_do_each_task_once() throws Exception {
    new Mill(List.of(store, another()), 4, 10, 25).runWith(8);
  }

  @Test
  @Tag("I9")
  void a_storm_of_the_same_keys_makes_one_task_for_each() throws Exception {
    var stores = List.of(store, another());
    var batch =
        IntStream.range(0, 40).mapToObj(key -> parse("k" + key).withKey("k" + key)).toList();

    List<Callable<List<Enqueued>>> storm =
        IntStream.range(0, 12)
            .<Callable<List<Enqueued>>>mapToObj(
                number -> () -> stores.get(number % 2).enqueue(batch))
            .toList();
    var answers = together(storm).stream().flatMap(List::stream).toList();

    assertThat(answers.stream().filter(Enqueued.Queued.class::isInstance)).hasSize(40);
    assertThat(answers.stream().map(Enqueued::taskId).distinct()).hasSize(40);
    assertThat(store.counts().queued()).isEqualTo(40);
  }

  @Test
  @Tag("I13")
  void the_same_report_from_many_threads_is_recorded_once() throws Exception {
    var stores = List.of(store, another());
    long id = enqueue("a");
    var report = Reports.completed(claimOne(worker("w")));

    List<Callable<List<FinishAnswer>>> reports =
        IntStream.range(0, 16)
            .<Callable<List<FinishAnswer>>>mapToObj(
                number -> () -> stores.get(number % 2).finish(List.of(report)))
            .toList();

    assertThat(together(reports)).containsOnly(List.of(FinishAnswer.RECORDED));
    assertThat(store.attempts(id)).hasSize(1);
    assertThat(store.workers().getFirst().tasksCompleted()).isEqualTo(1);
  }

  @Test
  @Tag("I11")
  void of_a_finish_and_a_cancel_at_the_same_time_exactly_one_holds() throws Exception {
    var other = another();
    store.enqueue(IntStream.range(0, 120).mapToObj(number -> parse("t" + number)).toList());
    var claims = claim(worker("w"), 120);
    var cancelled = new ConcurrentHashMap<Long, Boolean>();
    var finished = new ConcurrentHashMap<Long, Boolean>();

    var work = new ArrayList<Callable<Boolean>>();
    for (var claim : claims) {
      work.add(() -> cancels(other, claim, cancelled));
      work.add(() -> finishes(claim, finished));
    }
    together(work);

    for (var claim : claims) {
      long id = claim.taskId();
      boolean done = finished.getOrDefault(id, false);
      assertThat(cancelled.getOrDefault(id, false)).as("task %d", id).isNotEqualTo(done);
      assertThat(stateOf(id)).isEqualTo(done ? TaskState.COMPLETED : TaskState.CANCELLED);
      assertThat(store.result(id).isPresent()).isEqualTo(done);
    }
  }

  private static boolean cancels(SkillStore where, Claim claim, Map<Long, Boolean> cancelled) {
    boolean won = where.cancel(TaskSelection.task(claim.taskId())) == 1;
    cancelled.put(claim.taskId(), won);
    return won;
  }

  private boolean finishes(Claim claim, Map<Long, Boolean> finished) {
    boolean won = finish(Reports.completed(claim)) == FinishAnswer.RECORDED;
    finished.put(claim.taskId(), won);
    return won;
  }

  @Test
  @Tag("I3")
  @Tag("I4")
  void of_a_finish_and_a_rescue_at_the_same_time_exactly_one_holds() throws Exception {
    var other = another();
    for (int round = 0; round < 25; round++) {
      long id = enqueue("race " + round);
      var worker = worker("racer " + round);
      var claim = claimOne(worker);
      start(worker, claim);
      var pulse = pulseOf(worker);

      List<Callable<Boolean>> race =
          List.of(
              () -> finish(Reports.completed(claim)) == FinishAnswer.RECORDED,
              () -> other.rescue(pulse) == 1);
      var won = together(race);

      assertThat(won.get(0)).as("round %d: %s", round, won).isNotEqualTo(won.get(1));
      assertThat(stateOf(id)).isEqualTo(won.get(0) ? TaskState.COMPLETED : TaskState.QUEUED);
      assertThat(store.result(id).flatMap(Result::result).isPresent()).isEqualTo(won.get(0));
      store.cancel(TaskSelection.task(id));
    }
  }

  @Test
  @Tag("I10")
  void counts_agree_with_a_scan_after_a_crowd_has_passed() throws Exception {
    var stores = List.of(store, another());
    List<Callable<Boolean>> crowd =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(number -> () -> wander(stores.get(number % 2), number))
            .toList();

    together(crowd);

    stores.forEach(StoreScene::assertCountsEqualScan);
  }

  private static boolean wander(SkillStore where, int number) {
    var me = where.register(new WorkerCard("wanderer " + number, "localhost", number, 1));
    for (int round = 0; round < 10; round++) {
      var path = number + "/" + round;
      var ids = where.enqueue(List.of(parse(path), parse(path).withKey("k" + round % 3)));
      var claims = granted(where.claim(request(me, 3))).claims();
      if (claims.size() == 3) {
        where.finish(List.of(Reports.completed(claims.get(0)), Reports.rejected(claims.get(1))));
        where.release(List.of(claims.get(2).lease()));
      }
      where.cancel(TaskSelection.task(ids.getFirst().taskId()));
      where.retry(TaskSelection.task(ids.getLast().taskId()));
    }
    where.retire(me);
    return true;
  }
}
