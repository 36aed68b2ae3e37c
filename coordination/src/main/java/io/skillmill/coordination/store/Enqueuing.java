package io.skillmill.coordination.store;

import io.skillmill.db.ContentRows;
import io.skillmill.db.QueueRows;
import io.skillmill.db.ResultRows;
import io.skillmill.db.TaskRows;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts tasks in, within one transaction. */
final class Enqueuing {

  private final TaskRows tasks;
  private final ContentRows contents;
  private final ResultRows results;
  private final QueueRows queues;
  private final Instant now;

  Enqueuing(Session session, Instant now) {
    tasks = new TaskRows(session);
    contents = new ContentRows(session);
    results = new ResultRows(session);
    queues = new QueueRows(session);
    this.now = now;
  }

  List<Enqueued> enqueue(List<NewTask> batch) throws SQLException {
    for (String queue : batch.stream().map(task -> task.terms().queue()).distinct().toList()) {
      queues.add(queue);
    }
    var answers = new ArrayList<Enqueued>(batch.size());
    for (NewTask task : batch) {
      Enqueued answer = enqueue(task);
      results.answerFor(task.path(), answer.taskId());
      answers.add(answer);
    }
    return answers;
  }

  private Enqueued enqueue(NewTask task) throws SQLException {
    Optional<Enqueued> known = answerFromKnown(task);
    if (known.isPresent()) {
      return known.get();
    }
    if (task.source().isPresent()) {
      contents.use(task.source().get(), now);
    }
    return new Enqueued.Queued(tasks.add(task, now));
  }

  private Optional<Enqueued> answerFromKnown(NewTask task) throws SQLException {
    if (task.dedupeKey().isEmpty()) {
      return Optional.empty();
    }
    return tasks
        .findByKey(task.dedupeKey().get())
        .filter(known -> known.state().live() || !task.force())
        .map(known ->
            known.state().live()
                ? new Enqueued.AlreadyLive(known.taskId())
                : new Enqueued.Cached(known.taskId(), known.state()));
  }
}
