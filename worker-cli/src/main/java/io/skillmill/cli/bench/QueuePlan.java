package io.skillmill.cli.bench;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bench of the queue does.
 *
 * @param tasks how many a round takes
 * @param batch how many are finished and claimed together
 * @param workers how many take turns in each process
 * @param processes how many processes drain the queue
 * @param resultBytes the size of each result
 * @param rounds how many rounds count; one before them warms the program up
 * @param history whether tasks without a result are remembered
 * @param pickUps how many single tasks are picked up from the idle queue
 * @param served whether they all use the store over HTTP
 */
public record QueuePlan(
    int tasks,
    int batch,
    int workers,
    int processes,
    int resultBytes,
    int rounds,
    boolean history,
    int pickUps,
    boolean served) {

  /** How many tasks are enqueued together. */
  static final int ENQUEUE_BATCH = 1_000;

  private static final int BATCH_MAX = 10_000;
  private static final int WORKERS_MAX = 64;
  private static final int RESULT_BYTES_MAX = 1 << 20;
  private static final int PICK_UPS_MAX = 100_000;
  private static final int WARM_UP_TASKS_MAX = 20_000;

  public QueuePlan {
    within("--tasks", tasks, 1, 100_000_000);
    within("--batch", batch, 1, BATCH_MAX);
    within("--workers", workers, 1, WORKERS_MAX);
    within("--processes", processes, 1, WORKERS_MAX);
    within("--result-bytes", resultBytes, 0, RESULT_BYTES_MAX);
    within("--rounds", rounds, 1, 1_000);
    within("--pick-ups", pickUps, 0, PICK_UPS_MAX);
  }

  private static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw Problem.usage(
              "%s cannot be %d".formatted(option, value),
              "Give a number from %,d to %,d".formatted(least, most))
          .asException();
    }
  }

  /** The tasks of the round that does not count. */
  int warmUpTasks() {
    return Math.min(tasks, WARM_UP_TASKS_MAX);
  }

  /** A JSON document of about the wanted size that is neither all alike nor random. */
  String result() {
    if (resultBytes == 0) {
      return "{}";
    }
    var text = new StringBuilder("{\"steps\":\"");
    for (int i = 0; text.length() < resultBytes - 2; i++) {
      text.append("step ").append(i * 7919 % 10_007).append(" is done; ");
    }
    text.setLength(Math.max(10, resultBytes - 2));
    return text.append("\"}").toString();
  }

  ObjectNode toJson() {
    return Json.object()
        .put("tasks", tasks)
        .put("batch", batch)
        .put("workers", workers)
        .put("processes", processes)
        .put("result_bytes", resultBytes)
        .put("rounds", rounds)
        .put("history", history)
        .put("pick_ups", pickUps)
        .put("http", served);
  }

  static QueuePlan of(JsonNode json) {
    return new QueuePlan(
        json.path("tasks").asInt(),
        json.path("batch").asInt(),
        json.path("workers").asInt(),
        json.path("processes").asInt(),
        json.path("result_bytes").asInt(),
        json.path("rounds").asInt(),
        json.path("history").asBoolean(),
        json.path("pick_ups").asInt(),
        json.path("http").asBoolean());
  }
}
