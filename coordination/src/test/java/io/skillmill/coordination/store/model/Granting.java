package io.skillmill.coordination.store.model;

import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Hands tasks out. */
final class Granting {

  private static final Comparator<ModelTask> FIRST =
      Comparator.comparingInt((ModelTask task) -> task.asked.terms().priority())
          .reversed()
          .thenComparingLong(task -> task.id);

  private final Tables tables;
  private final Choices choices;
  private final Instant now;

  Granting(Tables tables, Choices choices, Instant now) {
    this.tables = tables;
    this.choices = choices;
    this.now = now;
  }

  ClaimAnswer claim(ClaimRequest request) {
    if (tables.active(request.worker()).isEmpty()) {
      return new ClaimAnswer.WorkerLost();
    }
    var open = queuesOf(request);
    var claims = new ArrayList<Claim>();
    for (String queue : open) {
      candidates(request, queue).stream()
          .filter(task -> task.readyAt(now))
          .sorted(FIRST)
          .limit((long) request.max() - claims.size())
          .forEach(task -> claims.add(grant(task, request.worker().workerId())));
    }
    boolean fewer = claims.size() < request.max();
    return new ClaimAnswer.Granted(claims, fewer ? nextDue(request, open) : Optional.empty());
  }

  private List<String> queuesOf(ClaimRequest request) {
    return request.queues().isEmpty()
        ? choices.inTurn(tables.queues.keySet().stream().filter(this::open).toList())
        : request.queues().stream().filter(this::open).distinct().toList();
  }

  private boolean open(String queue) {
    return Boolean.FALSE.equals(tables.queues.get(queue));
  }

  private List<ModelTask> candidates(ClaimRequest request, String queue) {
    return tables.tasks(task ->
        task.state == TaskState.QUEUED
            && task.queue().equals(queue)
            && task.asked.parser().map(p -> request.parsers().contains(p.name())).orElse(true));
  }

  private Claim grant(ModelTask found, String worker) {
    var task = tables.edit(found);
    int number = task.attempts.size() + 1;
    task.attempts.add(new ModelAttempt(number, choices.lease(task.id, number), worker, now));
    task.state = TaskState.IN_PROGRESS;
    task.workerId = Optional.of(worker);
    task.startedAt = Optional.of(now);
    task.spent++;
    task.progress = Optional.empty();
    return task.claim();
  }

  private Optional<Instant> nextDue(ClaimRequest request, List<String> open) {
    return open.stream()
        .flatMap(queue -> candidates(request, queue).stream())
        .filter(task -> task.waits && task.runAt.isAfter(now))
        .map(task -> task.runAt)
        .min(Comparator.naturalOrder());
  }
}
