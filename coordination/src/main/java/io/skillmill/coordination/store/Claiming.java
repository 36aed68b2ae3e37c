package io.skillmill.coordination.store;

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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Hands tasks out, within one transaction. */
final class Claiming {

  private final TaskRows tasks;
  private final WorkerRows workers;
  private final Instant now;

  Claiming(Session session, Instant now) {
    tasks = new TaskRows(session);
    workers = new WorkerRows(session);
    this.now = now;
  }

  /**
   * The answer where there is nothing to claim; asked of a reader, so that idle workers write
   * nothing.
   */
  Optional<ClaimAnswer> answerIfNothing(ClaimRequest request) throws SQLException {
    Optional<Instant> nextDue = Optional.empty();
    if (request.max() > 0) {
      List<TaskRows.Supply> supplies = supplies(request);
      if (supplies.stream().anyMatch(supply -> supply.any(now))) {
        return Optional.empty();
      }
      nextDue = nextDue(supplies);
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
    if (request.max() == 0) {
      return new ClaimAnswer.Granted(List.of(), Optional.empty());
    }
    List<TaskRows.Supply> supplies = supplies(request);
    String parsers = names(request.parsers().stream().sorted().toList());
    var claims = new ArrayList<Claim>();
    boolean woken = false;
    for (TaskRows.Supply supply : supplies) {
      int wanted = request.max() - claims.size();
      if (wanted > 0 && supply.any(now)) {
        if (supply.due(now)) {
          tasks.wakeDue(supply.queue(), now);
          woken = true;
        }
        String worker = request.worker().workerId();
        claims.addAll(tasks.claim(worker, supply.queue(), parsers, wanted, now));
      }
    }
    boolean more = claims.size() < request.max();
    return new ClaimAnswer.Granted(
        claims, more ? nextDue(woken ? supplies(request) : supplies) : Optional.empty());
  }

  private static Optional<Instant> nextDue(List<TaskRows.Supply> supplies) {
    return supplies.stream()
        .map(TaskRows.Supply::nextDue)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /** The open ones of those asked for, in that order; all open ones in turn, where none was. */
  private List<TaskRows.Supply> supplies(ClaimRequest request) throws SQLException {
    String parsers = names(request.parsers().stream().sorted().toList());
    List<String> asked = request.queues();
    if (asked.isEmpty()) {
      var rotated = new ArrayList<>(tasks.lookForWork(parsers, Optional.empty()));
      if (rotated.size() > 1) {
        // No queue goes hungry because its name comes late in the alphabet.
        Collections.rotate(rotated, Math.floorMod(now.toEpochMilli(), rotated.size()));
      }
      return rotated;
    }
    return tasks.lookForWork(parsers, Optional.of(names(asked))).stream()
        .sorted(Comparator.comparingInt(supply -> asked.indexOf(supply.queue())))
        .toList();
  }

  private static String names(List<String> list) {
    var names = Json.array();
    list.forEach(names::add);
    return Json.write(names);
  }
}
