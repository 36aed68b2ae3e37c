package io.skillmill.coordination.store;

import io.skillmill.db.ContentRows;
import io.skillmill.db.QueueRows;
import io.skillmill.db.ResultRows;
import io.skillmill.db.TaskRows;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Puts tasks in, within one transaction. */
final class Enqueuing {

  /** How often others may be quicker to make the same keys live before we give up. */
  private static final int ROUNDS_MAX = 20;

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
    queues.add(batch.stream().map(task -> task.terms().queue()).toList());
    var answers = new TreeMap<Integer, Enqueued>();
    for (int round = 0; answers.size() < batch.size(); round++) {
      if (round == ROUNDS_MAX) {
        throw new IllegalStateException("The same keys become live and end again all the time");
      }
      answerMost(batch, answers);
    }
    results.answerFor(
        answers.entrySet().stream()
            .map(answer ->
                new ResultRows.Source(
                    batch.get(answer.getKey()).path(), answer.getValue().taskId()))
            .toList());
    return List.copyOf(answers.values());
  }

  /** A task whose key an earlier one of the same batch has. */
  private record Repeat(int place, int first) {}

  /**
   * Answers those that are still open, but for those whose key another process makes live while we
   * look.
   */
  private void answerMost(List<NewTask> batch, Map<Integer, Enqueued> answers) throws SQLException {
    var open =
        IntStream.range(0, batch.size()).filter(place -> !answers.containsKey(place)).toArray();
    var known = tasks.findByKeys(keys(batch, open));
    var fresh = new ArrayList<Integer>();
    var repeats = new ArrayList<Repeat>();
    var firstWithKey = new HashMap<String, Integer>();
    for (int place : open) {
      NewTask task = batch.get(place);
      Optional<String> key = task.dedupeKey();
      Optional<Integer> first = key.map(firstWithKey::get);
      Optional<Enqueued> answer = key.map(known::get).flatMap(found -> answerFrom(found, task));
      if (first.isPresent()) {
        repeats.add(new Repeat(place, first.get())); // whatever finished earlier
      } else if (answer.isPresent()) {
        answers.put(place, answer.get());
      } else {
        key.ifPresent(each -> firstWithKey.put(each, place));
        fresh.add(place);
      }
    }
    add(batch, fresh, answers);
    for (Repeat repeat : repeats) {
      if (answers.get(repeat.first()) instanceof Enqueued.Queued(long taskId)) {
        answers.put(repeat.place(), new Enqueued.AlreadyLive(taskId));
      }
    }
  }

  private static List<String> keys(List<NewTask> batch, int[] places) {
    return IntStream.of(places)
        .mapToObj(place -> batch.get(place).dedupeKey())
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Enqueued> answerFrom(TaskRows.Keyed known, NewTask task) {
    if (known.state().live()) {
      return Optional.of(new Enqueued.AlreadyLive(known.taskId()));
    }
    return task.force()
        ? Optional.empty()
        : Optional.of(new Enqueued.Cached(known.taskId(), known.state()));
  }

  private void add(List<NewTask> batch, List<Integer> places, Map<Integer, Enqueued> answers)
      throws SQLException {
    var ids = tasks.add(places.stream().map(batch::get).toList(), now);
    var used = new ArrayList<SkillSource>();
    for (int i = 0; i < places.size(); i++) {
      if (ids.get(i).isPresent()) {
        int place = places.get(i);
        answers.put(place, new Enqueued.Queued(ids.get(i).get()));
        batch.get(place).source().ifPresent(used::add);
      }
    }
    contents.use(used, now);
  }
}
