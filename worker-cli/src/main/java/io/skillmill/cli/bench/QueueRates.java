package io.skillmill.cli.bench;

import io.skillmill.schema.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bench of the queue measured.
 *
 * @param place where the store was, without any password
 * @param inProcess pick-ups by the process that enqueued
 * @param across pick-ups by another process, where there were several
 */
public record QueueRates(
    String place, QueuePlan plan, List<Round> rounds, List<PickUp> inProcess, List<PickUp> across) {

  public QueueRates {
    rounds = List.copyOf(rounds);
    inProcess = List.copyOf(inProcess);
    across = List.copyOf(across);
  }

  /**
   * One round.
   *
   * @param shares how many tasks each process finished
   */
  public record Round(int tasks, Duration enqueue, Duration drain, List<Integer> shares) {

    public Round {
      shares = List.copyOf(shares);
      int done = shares.stream().mapToInt(Integer::intValue).sum();
      if (done != tasks) {
        throw new IllegalStateException("%d of %d tasks were finished".formatted(done, tasks));
      }
    }

    private double rate(Duration time) {
      return tasks * 1e9 / Math.max(1, time.toNanos());
    }

    double enqueued() {
      return rate(enqueue);
    }

    double drained() {
      return rate(drain);
    }

    double cycled() {
      return rate(enqueue.plus(drain));
    }
  }

  /** The plan, the rates of each phase, the pick-up times, and the circumstances. */
  public ObjectNode toJson() {
    var json = Json.object();
    json.put("measured_on", place).put("removed", true);
    json.setAll(plan.toJson());
    json.put("enqueue_batch", QueuePlan.ENQUEUE_BATCH);
    phase(json.putObject("enqueue"), Round::enqueued);
    var drain = phase(json.putObject("drain"), Round::drained);
    if (plan.processes() > 1) {
      var shares = drain.putArray("shares");
      rounds.getLast().shares().forEach(shares::add);
    }
    phase(json.putObject("cycle"), Round::cycled);
    var pickUp = json.putObject("pick_up");
    latency(pickUp, "in_process", inProcess);
    latency(pickUp, "across_processes", across);
    json.set("machine", OwnProgram.circumstances());
    return json;
  }

  private ObjectNode phase(ObjectNode json, ToDoubleFunction<Round> rate) {
    var rates = rounds.stream().mapToLong(round -> Math.round(rate.applyAsDouble(round))).toArray();
    var sorted = rates.clone();
    Arrays.sort(sorted);
    json.put("tasks_per_second", sorted[sorted.length / 2]);
    var each = json.putArray("rounds");
    for (long one : rates) {
      each.add(one);
    }
    return json;
  }

  private static void latency(ObjectNode json, String name, List<PickUp> pickUps) {
    if (pickUps.isEmpty()) {
      return;
    }
    var each = json.putObject(name).put("samples", pickUps.size());
    percentiles(each, "", pickUps, PickUp::begun);
    percentiles(each, "enqueue_", pickUps, PickUp::enqueue);
    percentiles(each, "after_enqueue_", pickUps, PickUp::afterEnqueue);
  }

  private static void percentiles(
      ObjectNode json, String name, List<PickUp> pickUps, Function<PickUp, Duration> part) {
    var sorted = pickUps.stream().map(part).sorted().toList();
    json.put(name + "p50_ms", millis(sorted.get(sorted.size() / 2)));
    json.put(name + "p99_ms", millis(sorted.get(sorted.size() * 99 / 100)));
  }

  private static double millis(Duration time) {
    return Math.round(time.toNanos() / 1e4) / 100.0;
  }
}
