package io.skillmill.peers;

import io.skillmill.cli.bench.QueueBench;
import io.skillmill.cli.bench.QueuePlan;

/** Our store alone, as {@code skillmill bench queue} measures it, with two processes. */
record SkillmillStore(Place place, int processes, boolean history) implements Peer {

  private static final int BATCH = 200;

  @Override
  public String name() {
    return "skillmill bench, %d process%s%s"
        .formatted(processes, processes == 1 ? "" : "es", history ? "" : ", without history");
  }

  @Override
  public Rate run(int tasks, int resultBytes) {
    if (!history && resultBytes > 0) {
      throw new IllegalArgumentException("what has a result is always remembered");
    }
    var plan = new QueuePlan(tasks, BATCH, 1, processes, resultBytes, 1, history, 0, false);
    var rates = new QueueBench(place.address(), plan).run().toJson();
    return new Rate(
        rates.path("enqueue").path("tasks_per_second").asDouble(),
        rates.path("drain").path("tasks_per_second").asDouble());
  }
}
