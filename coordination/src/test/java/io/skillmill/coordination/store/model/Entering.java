package io.skillmill.coordination.store.model;

import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts tasks in, one after the other. */
final class Entering {

  private final Tables tables;
  private final Choices choices;
  private final Instant now;

  Entering(Tables tables, Choices choices, Instant now) {
    this.tables = tables;
    this.choices = choices;
    this.now = now;
  }

  List<Enqueued> enqueue(List<NewTask> batch) {
    return batch.stream().map(this::enqueue).toList();
  }

  private Enqueued enqueue(NewTask asked) {
    tables.queues.putIfAbsent(asked.terms().queue(), false);
    Enqueued answer = known(asked).orElseGet(() -> add(asked));
    tables.sources.put(asked.path(), answer.taskId());
    return answer;
  }

  /** A live task with the key, or else the latest with an answer. */
  private Optional<Enqueued> known(NewTask asked) {
    if (asked.dedupeKey().isEmpty()) {
      return Optional.empty();
    }
    var same = tables.tasks(task -> task.asked.dedupeKey().equals(asked.dedupeKey()));
    for (var task : same) {
      if (task.state.live()) {
        return Optional.of(new Enqueued.AlreadyLive(task.id));
      }
    }
    return asked.force()
        ? Optional.empty()
        : same.reversed().stream()
            .filter(ModelTask::hasAnswer)
            .findFirst()
            .map(task -> new Enqueued.Cached(task.id, task.state));
  }

  private Enqueued add(NewTask asked) {
    var task = new ModelTask(choices.taskId(tables.lastTaskId + 1), asked, now);
    tables.add(task);
    asked.source().ifPresent(source -> tables.contents.put(source.contentHash(), source));
    return new Enqueued.Queued(task.id);
  }
}
