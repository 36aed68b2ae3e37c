package io.skillmill.peers;

import io.skillmill.cli.bench.QueueBench;
import io.skillmill.cli.bench.QueuePlan;

/** Our store alone, as {@code skillmill bench queue} measures it, with two processes. */
record SkillmillStore(Place place, int processes) implements Peer {

  private static final int BATCH = 200;

  @Override
  public String name() {
    return "skillmill bench, %d process%s".formatted(processes, processes == 1 ? "" : "es");
  }

  @Override
  public Rate run(int tasks, int resultBytes) {
    var plan = new QueuePlan(tasks, BATCH, 1, processes, resultBytes, 1, false);
    var rates = new QueueBench(place.address(), plan).run().toJson();
    return new Rate(
        rates.path("enqueue").path("tasks_per_second").asDouble(),
        rates.path("drain").path("tasks_per_second").asDouble());
  }
}
