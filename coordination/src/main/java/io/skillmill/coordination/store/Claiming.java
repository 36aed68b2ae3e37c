package io.skillmill.coordination.store;

import io.skillmill.db.QueueRows;
import io.skillmill.db.TaskRows;
import io.skillmill.db.WorkerRows;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Registration;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Hands tasks out, within one transaction. */
final class Claiming {

  private final TaskRows tasks;
  private final QueueRows queues;
  private final WorkerRows workers;
  private final Instant now;

  Claiming(Session session, Instant now) {
    tasks = new TaskRows(session);
    queues = new QueueRows(session);
    workers = new WorkerRows(session);
    this.now = now;
  }

  /**
   * The answer where there is nothing to claim; asked of a reader, so that idle workers write
   * nothing.
   */
  Optional<ClaimAnswer> answerIfNothing(ClaimRequest request) throws SQLException {
    List<String> open = queuesOf(request);
    String parsers = parsers(request);
    Optional<Instant> nextDue = Optional.empty();
    if (request.max() > 0) {
      nextDue = nextDue(open, parsers);
      if (nextDue.filter(due -> !due.isAfter(now)).isPresent()) {
        return Optional.empty();
      }
      for (String queue : open) {
        if (tasks.anyReady(queue, parsers)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(
        workers.isActive(request.worker())
            ? new ClaimAnswer.Granted(List.of(), nextDue)
            : new ClaimAnswer.WorkerLost());
  }

  /** Keeps the worker from being taken for dead until the commit; false where it is lost. */
  boolean hold(Registration worker) throws SQLException {
    return workers.hold(worker);
  }

  /** Claims for a worker that {@link #hold} has found active. */
  ClaimAnswer claim(ClaimRequest request) throws SQLException {
    List<String> open = queuesOf(request);
    String parsers = parsers(request);
    var claims = new ArrayList<Claim>();
    for (String queue : open) {
      int wanted = request.max() - claims.size();
      if (wanted > 0) {
        tasks.wakeDue(queue, now);
        claims.addAll(tasks.claim(request.worker().workerId(), queue, parsers, wanted, now));
      }
    }
    return new ClaimAnswer.Granted(
        claims, claims.size() < request.max() ? nextDue(open, parsers) : Optional.empty());
  }

  private Optional<Instant> nextDue(List<String> open, String parsers) throws SQLException {
    Optional<Instant> first = Optional.empty();
    for (String queue : open) {
      Optional<Instant> due = tasks.nextDue(queue, parsers);
      if (first.isEmpty() || (due.isPresent() && due.get().isBefore(first.get()))) {
        first = due;
      }
    }
    return first;
  }

  /** The open ones of those asked for, in that order; all open ones in turn, where none was. */
  private List<String> queuesOf(ClaimRequest request) throws SQLException {
    List<String> open = queues.open();
    if (request.queues().isEmpty()) {
      var rotated = new ArrayList<>(open);
      if (rotated.size() > 1) {
        // No queue goes hungry because its name comes late in the alphabet.
        Collections.rotate(rotated, Math.floorMod(now.toEpochMilli(), rotated.size()));
      }
      return rotated;
    }
    return request.queues().stream().filter(open::contains).toList();
  }

  private static String parsers(ClaimRequest request) {
    var names = Json.array();
    request.parsers().stream().sorted().forEach(names::add);
    return Json.write(names);
  }
}
