package io.skillmill.cli.run;

import io.skillmill.cli.render.JsonViews;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs of skills that were put into a queue, and what came of them. */
public final class EnqueuedRuns {

  private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofMillis(500);
  private static final int BATCH_MAX = 500;

  private final SkillStore store;
  private final List<Enqueued> answers = new ArrayList<>();

  public EnqueuedRuns(SkillStore store) {
    this.store = store;
  }

  public void enqueue(List<NewTask> tasks) {
    for (int from = 0; from < tasks.size(); from += BATCH_MAX) {
      answers.addAll(store.enqueue(tasks.subList(from, Math.min(tasks.size(), from + BATCH_MAX))));
    }
  }

  /** In the order of the inputs. */
  public List<Long> taskIds() {
    return answers.stream().map(Enqueued::taskId).toList();
  }

  /**
   * Waits for each in turn until it has ended, and hands it on.
   *
   * @param given whether to give up waiting
   * @return whether all ended well
   */
  public boolean await(BooleanSupplier given, Consumer<Ended> heard) throws InterruptedException {
    boolean allWell = true;
    for (long taskId : taskIds()) {
      var ended = await(taskId, given);
      if (ended.isEmpty()) {
        return false;
      }
      heard.accept(ended.get());
      allWell &= ended.get().well();
    }
    return allWell;
  }

  private Optional<Ended> await(long taskId, BooleanSupplier given) throws InterruptedException {
    long mark = store.changeMark();
    while (!given.getAsBoolean()) {
      var task = store.task(taskId);
      if (task.isPresent() && !task.get().state().live()) {
        return Optional.of(new Ended(task.get(), store.result(taskId)));
      }
      if (task.isEmpty()) {
        return Optional.empty();
      }
      mark = store.awaitChange(mark, LOOK_AT_LEAST_EVERY);
    }
    return Optional.empty();
  }

  /** What was enqueued, as a report. */
  public ObjectNode json() {
    var json =
        Json.object()
            .put("enqueued", count(Enqueued.Queued.class))
            .put("duplicates", count(Enqueued.AlreadyLive.class))
            .put("cached", count(Enqueued.Cached.class));
    taskIds().forEach(json.putArray("task_ids")::add);
    return json;
  }

  private long count(Class<? extends Enqueued> kind) {
    return answers.stream().filter(kind::isInstance).count();
  }

  /**
   * A run that has ended.
   *
   * @param result empty where the store has none
   */
  public record Ended(Task task, Optional<Result> result) {

    public boolean well() {
      return task.state() == TaskState.COMPLETED;
    }

    /** The skill's output. */
    public JsonNode output() {
      return Json.readOurs(result.flatMap(Result::result).orElse("null"));
    }

    /** Why there is no output. */
    public String why() {
      return result
          .flatMap(Result::error)
          .or(task::error)
          .orElseGet(() -> "it is " + task.state().word());
    }

    public ObjectNode json() {
      return result
          .map(kept -> JsonViews.result(kept, task.state()))
          .orElseGet(() ->
              Json.object()
                  .put("task_id", task.taskId())
                  .put("path", task.path())
                  .put("state", task.state().word())
                  .put("error", why()));
    }
  }
}
