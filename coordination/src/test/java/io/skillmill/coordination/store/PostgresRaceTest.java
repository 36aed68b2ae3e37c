package io.skillmill.coordination.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.db.dialect.PostgresServer;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Where one process writes at a time, these cannot meet; on PostgreSQL they do. Each race is run
 * many times over several stores, as several processes would, and afterwards the store must be
 * sound.
 */
@Timeout(120)
final class PostgresRaceTest {

  private static final int ROUNDS = 40;

  private final List<LocalSkillStore> stores = new ArrayList<>();
  private PostgresServer.Schema schema = new PostgresServer.Schema("", "");

  @BeforeEach
  void open() {
    var server = PostgresServer.find();
    assumeTrue(server.isPresent(), "there is no PostgreSQL");
    schema = server.get().schema();
    IntStream.range(0, 4).forEach(_ -> stores.add(LocalSkillStore.open(schema.address())));
  }

  @AfterEach
  void check_and_close() {
    try {
      if (!stores.isEmpty()) {
        assertThat(stores.getFirst().check()).as("findings of the store's own check").isEmpty();
      }
    } finally {
      stores.forEach(LocalSkillStore::close);
      if (!stores.isEmpty()) {
        schema.close();
      }
    }
  }

  private static <T> List<T> together(List<? extends Callable<T>> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<T>();
      for (Future<T> future : threads.invokeAll(work)) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  private static NewTask parse(String path) {
    return NewTask.of(TaskType.PARSE, path);
  }

  private static Registration worker(SkillStore store, String name) {
    return store.register(new WorkerCard(name, "localhost", 1, 4));
  }

  private static List<Claim> claim(SkillStore store, Registration worker, int max) {
    return switch (store.claim(new ClaimRequest(worker, List.of(), Set.of(), max))) {
      case ClaimAnswer.Granted(var claims, var _) -> claims;
      case ClaimAnswer.WorkerLost() -> List.of();
    };
  }

  private LocalSkillStore store(int number) {
    return stores.get(number % stores.size());
  }

  @Test
  @Tag("I7")
  void a_claim_is_never_left_with_a_worker_that_is_rescued_at_the_same_time() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      stores.getFirst().enqueue(IntStream.range(0, 5).mapToObj(n -> parse("t" + n)).toList());
      var worker = worker(stores.getFirst(), "w" + round);
      var pulse = stores.getFirst().pulses().getLast();
      List<Callable<Object>> race =
          List.of(
              () -> claim(store(1), worker, 3),
              () -> claim(store(2), worker, 2),
              () -> store(3).rescue(pulse));
      together(race);

      assertThat(heldBy(worker)).as("round %d: tasks of a lost worker", round).isZero();
      assertThat(claim(store(1), worker, 1)).isEmpty();
    }
  }

  private long heldBy(Registration worker) {
    return stores.getFirst().workers().stream()
        .filter(view -> view.card().workerId().equals(worker.workerId()))
        .mapToLong(view -> view.holding())
        .sum();
  }

  @Test
  @Tag("I5")
  void a_name_that_is_registered_again_leaves_nothing_with_the_earlier_one() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      stores.getFirst().enqueue(IntStream.range(0, 5).mapToObj(n -> parse("t" + n)).toList());
      var earlier = worker(stores.getFirst(), "same");
      List<Callable<Object>> race =
          List.of(
              () -> claim(store(1), earlier, 3),
              () -> worker(store(2), "same"),
              () -> claim(store(3), earlier, 2));
      together(race);

      assertThat(heldBy(earlier)).as("round %d: tasks of the earlier one", round).isZero();
    }
  }

  @Test
  @Tag("I6")
  void a_worker_that_several_take_for_dead_is_rescued_once() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      stores.getFirst().enqueue(IntStream.range(0, 3).mapToObj(n -> parse("t" + n)).toList());
      var worker = worker(stores.getFirst(), "w" + round);
      int held = claim(stores.getFirst(), worker, 3).size();
      var pulse = stores.getFirst().pulses().getLast();
      var rescued =
          together(
              stores.stream().<Callable<Integer>>map(store -> () -> store.rescue(pulse)).toList());

      assertThat(rescued.stream().mapToInt(Integer::intValue).sum()).isEqualTo(held);
    }
  }

  @Test
  @Tag("I9")
  void keys_that_are_enqueued_in_opposite_orders_make_one_task_each() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int at = round;
      var batch =
          IntStream.range(0, 20).mapToObj(n -> parse("p" + n).withKey("r" + at + "k" + n)).toList();
      var reversed = new ArrayList<>(batch);
      Collections.reverse(reversed);
      var answers =
          together(
              IntStream.range(0, stores.size())
                  .<Callable<List<Enqueued>>>mapToObj(
                      n -> () -> store(n).enqueue(n % 2 == 0 ? batch : reversed))
                  .toList());

      var all = answers.stream().flatMap(List::stream).toList();
      assertThat(all.stream().filter(Enqueued.Queued.class::isInstance)).hasSize(20);
      assertThat(all.stream().map(Enqueued::taskId).distinct()).hasSize(20);
    }
  }

  @Test
  @Tag("I9")
  void of_tasks_with_one_key_that_are_retried_at_the_same_time_one_is_live() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var key = "k" + round;
      var ids = new ArrayList<Long>();
      for (int n = 0; n < stores.size(); n++) {
        long id = stores.getFirst().enqueue(List.of(parse(key).withKey(key))).getFirst().taskId();
        ids.add(id);
        stores.getFirst().cancel(TaskSelection.task(id));
      }
      var work = new ArrayList<Callable<Integer>>();
      for (int n = 0; n < stores.size(); n++) {
        int place = n;
        work.add(() -> store(place).retry(TaskSelection.task(ids.get(place))));
      }
      work.add(() -> {
        store(1).enqueue(List.of(parse(key).withKey(key)));
        return 0;
      });
      together(work);

      var live =
          stores.getFirst().tasks(TaskFilter.ALL.limit(TaskFilter.LIMIT_MAX)).stream()
              .filter(task -> task.path().equals(key) && task.state() == TaskState.QUEUED)
              .count();
      assertThat(live).as("round %d: live tasks with one key", round).isEqualTo(1);
    }
  }

  @Test
  @Tag("I10")
  void finishing_cancelling_and_pruning_at_the_same_time_keeps_the_sums() throws Exception {
    for (int round = 0; round < 10; round++) {
      stores.getFirst().enqueue(IntStream.range(0, 40).mapToObj(n -> parse("t" + n)).toList());
      var worker = worker(stores.getFirst(), "w");
      var claims = claim(stores.getFirst(), worker, 30);
      var work = new ArrayList<Callable<Object>>();
      work.add(() -> store(1).finish(claims.stream().map(Reports::completed).toList()));
      work.add(() -> store(2).cancel(new TaskSelection.All()));
      work.add(() -> store(3).prune(Duration.ZERO, Set.of(TaskState.values())));
      work.add(() -> store(0).retry(new TaskSelection.All()));
      work.add(() -> store(2).release(claims.stream().map(Claim::lease).toList()));
      together(work);

      assertThat(stores.getFirst().check()).as("round %d", round).isEmpty();
    }
  }
}
