package io.skillmill.coordination.simulation;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Whoever puts work in and gives orders. What fails is tried again until it is answered. */
final class Client extends Host {

  private static final List<String> QUEUES = List.of("A", "B");
  private static final int BATCH_MAX = 6;
  private static final int SAME_KEY_IN = 12;

  private final World world;
  private final Ledger ledger;
  private final SkillStore store;
  private final List<Actor> hands;
  private int paths;
  private int open;

  Client(World world, Server server, Supplier<Faults> faults) {
    super("client");
    this.world = world;
    ledger = server.ledger();
    store = Link.open(world, this, server, faults);
    hands = List.of(new Actor(world, this), new Actor(world, this));
  }

  /** Whether something has not been answered yet. */
  boolean waits() {
    return open > 0;
  }

  /** Puts so many tasks in, over this time. */
  void enqueue(int tasks, Duration over) {
    for (int left = tasks; left > 0; ) {
      int size = Math.min(left, 1 + world.random().nextInt(BATCH_MAX));
      var batch = IntStream.range(0, size).mapToObj(_ -> someTask()).toList();
      untilAnswered(world.between(Duration.ZERO, over), () -> store.enqueue(batch));
      left -= size;
    }
  }

  private NewTask someTask() {
    var terms =
        NewTask.Terms.DEFAULT
            .withQueue(world.any(QUEUES))
            .withPriority(world.random().nextInt(3))
            .withMaxAttempts(1 + world.random().nextInt(4))
            .withTimeout(Duration.ofMillis(world.any(List.of(500, 3_000, 10_000))))
            .withDelay(world.chance(0.2) ? Duration.ofSeconds(3) : Duration.ZERO);
    var task = NewTask.of(TaskType.PARSE, "path " + paths++).on(terms);
    int key = world.chance(0.3) ? world.random().nextInt(SAME_KEY_IN) : 1_000 + paths;
    return world.chance(0.9) ? task.withKey("key " + key) : task;
  }

  private void untilAnswered(long in, Runnable order) {
    open++;
    world.in(in, world.any(hands), () -> attempt(order));
  }

  private void attempt(Runnable order) {
    open--;
    try {
      order.run();
    } catch (ProblemException _) {
      untilAnswered(world.between(Duration.ofMillis(50), Duration.ofSeconds(1)), order);
    }
  }

  /** Gives one order. */
  void order() {
    switch (world.random().nextInt(4)) {
      case 0, 1 -> {
        if (ledger.size() > 0) {
          var some = new ArrayList<Long>();
          IntStream.range(0, 2).forEach(_ -> some.add(world.any(ledger.ids())));
          untilAnswered(0, () -> store.cancel(new TaskSelection.Ids(some)));
        }
      }
      case 2 -> untilAnswered(0, () -> store.retry(new TaskSelection.All()));
      default -> {
        var queue = world.any(QUEUES);
        untilAnswered(0, () -> store.pause(queue));
        untilAnswered(
            world.between(Duration.ZERO, Duration.ofSeconds(5)), () -> store.resume(queue));
      }
    }
  }

  /** Lets all queues go on. */
  void resumeAll() {
    QUEUES.forEach(queue -> untilAnswered(0, () -> store.resume(queue)));
  }
}
