package io.skillmill.cli.bench;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how fast a store takes tasks in, hands them out and takes their results back, with the
 * work itself left out; then how long a waiting worker takes to begin what is enqueued. It uses
 * stores of its own in the same place as the one named, which is not touched.
 *
 * @param address of a store; there need not be one
 */
public record QueueBench(String address, QueuePlan plan) {

  /** Runs all rounds. */
  public QueueRates run() {
    try (var here = new DrainerHere(plan, "here")) {
      var others = new ArrayList<Drainer>();
      try {
        for (int i = 0; plan.processes() > 1 && i < plan.processes(); i++) {
          others.add(DrainerElsewhere.start(plan, "process-" + i));
        }
        return run(here, others);
      } finally {
        others.forEach(Drainer::close);
      }
    }
  }

  private QueueRates run(DrainerHere here, List<Drainer> others) {
    round(here, others, plan.warmUpTasks());
    var rounds = new ArrayList<QueueRates.Round>();
    for (int i = 0; i < plan.rounds(); i++) {
      rounds.add(round(here, others, plan.tasks()));
    }
    try (var ground = Ground.beside(address, plan.served())) {
      here.open(ground.address());
      var inProcess = PickUp.measure(here.store(), here, plan.pickUps());
      here.leave();
      here.open(ground.address());
      var across = others.isEmpty() ? List.<PickUp>of() : across(here, others, ground);
      here.leave();
      return new QueueRates(ground.place(), plan, rounds, inProcess, across);
    }
  }

  private List<PickUp> across(DrainerHere here, List<Drainer> others, Ground ground) {
    Drainer other = others.getFirst();
    other.open(ground.address());
    try {
      return PickUp.measure(here.store(), other, plan.pickUps());
    } finally {
      other.leave();
    }
  }

  // ---- rates

  private QueueRates.Round round(DrainerHere here, List<Drainer> others, int tasks) {
    List<Drainer> drainers = others.isEmpty() ? List.of(here) : others;
    try (var ground = Ground.beside(address, plan.served())) {
      here.open(ground.address());
      others.forEach(other -> other.open(ground.address()));
      try {
        Duration enqueue = enqueue(here.store(), tasks);
        long start = System.nanoTime();
        drainers.forEach(Drainer::beginDrain);
        List<Integer> shares = drainers.stream().map(Drainer::drained).toList();
        var drain = Duration.ofNanos(System.nanoTime() - start);
        return new QueueRates.Round(tasks, enqueue, drain, shares);
      } finally {
        others.forEach(Drainer::leave);
        here.leave();
      }
    }
  }

  private static Duration enqueue(SkillStore store, int tasks) {
    long start = System.nanoTime();
    for (int from = 0; from < tasks; from += QueuePlan.ENQUEUE_BATCH) {
      var batch = new ArrayList<NewTask>(QueuePlan.ENQUEUE_BATCH);
      for (int i = from; i < Math.min(tasks, from + QueuePlan.ENQUEUE_BATCH); i++) {
        batch.add(NewTask.of(TaskType.PARSE, "skills/skill-" + i + "/SKILL.md"));
      }
      store.enqueue(batch);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
