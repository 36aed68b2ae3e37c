package io.skillmill.coordination.work;

import io.skillmill.coordination.holding.Ended;
import io.skillmill.coordination.holding.Hands;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.Turnover;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's own thread: carries reports to the store and claims back, turn by turn, until all is
 * done. It alone talks to the store about claims, reports and returns, so they have one order. All
 * fields belong to its thread; what other threads share is in {@link Hands}, {@link Orders} and
 * {@link Doorbell}.
 */
final class Dispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final long MEMORY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long TURN_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);
  private static final Duration STOPPING_STORE_LOST_AFTER = Duration.ofSeconds(10);

  /** A rest that does not end. */
  static final long DONE = -1;

  private static final Duration HOARD_MAX = Duration.ofSeconds(2);

  private final Settings settings;
  private final Hands hands;
  private final Orders orders;
  private final Doorbell bell;
  private final SkillStore store;
  private final Appetite appetite;
  private final Membership membership;
  private final Ebb ebb;
  private final Ear ear;
  private final Spool spool;
  private final Tally tally;
  private final Outage outage;

  private boolean closing;

  /**
   * A claim failed without an answer, so the store may have granted leases that nobody holds while
   * our heartbeats keep them. Once nothing else is in hand, registering afresh frees them.
   */
  private boolean strayClaims;

  private @Nullable Problem problem;

  Dispatcher(Settings settings, Hands hands, Orders orders, Doorbell bell) {
    this.settings = settings;
    this.hands = hands;
    this.orders = orders;
    this.bell = bell;
    this.store = settings.store();
    this.appetite = new Appetite(settings.slotsInUse(), settings.clock(), settings.nanos());
    this.membership = new Membership(settings, hands);
    this.ebb = new Ebb(store, settings.queues(), settings.nanos());
    this.ear = new Ear(settings.listener());
    this.spool = new Spool(settings.history());
    this.tally = new Tally(settings.surroundings().nanoTime());
    this.outage = new Outage(settings.surroundings().chance());
  }

  /** Registers; where that fails, the worker does not start. */
  void join() {
    membership.join();
  }

  /** Works until all is done. */
  void work() {
    for (long rest = step(); rest != DONE; rest = step()) {
      bell.await(rest);
    }
  }

  /** Takes one turn, and tells how long to rest unless the bell rings; {@link #DONE} at the end. */
  long step() {
    try {
      return turnAndRest();
    } catch (ProblemException e) {
      return giveUp(e.problem());
    } catch (RuntimeException | Error e) {
      LOG.error("The dispatcher of worker {} broke", settings.card().workerId(), e);
      return giveUp(broken(e));
    }
  }

  WorkerReport report(long rescued) {
    return tally.report(rescued, Optional.ofNullable(problem));
  }

  private long turnAndRest() {
    try {
      turn();
      return settled() ? DONE : rest();
    } catch (Error e) {
      outliveMemory(e);
      return 0;
    }
  }

  /**
   * Some task took all the memory, which shows itself as all kinds of errors. The task will fail
   * and the memory come back; whatever was dropped half-way here is freed by registering afresh.
   */
  private void outliveMemory(Error e) {
    strayClaims = true;
    outage.failed(settings.nanos());
    if (outage.longerThan(settings.storeLostAfter(), settings.nanos())) {
      throw e;
    }
    LockSupport.parkNanos(MEMORY_PAUSE_NANOS);
  }

  private void turn() {
    collect();
    obey();
    if (outage.nanosUntilTry(settings.nanos()) == 0) {
      exchange();
    }
    hands.fill();
  }

  private boolean settled() {
    return closing && spool.isEmpty() && hands.idle();
  }

  // ---- what happened here

  private void collect() {
    for (Ended ended : hands.takeEnded()) {
      appetite.took(ended.duration());
      spool.add(List.of(ended));
    }
    for (var claim : hands.takeAbandoned()) {
      tally.abandoned();
      ear.tell(listener -> listener.abandoned(claim));
    }
    if (hands.abandonedAlive() > settings.surroundings().abandonedMax() && problem == null) {
      problem = tooManyAbandoned();
      orders.stop(Duration.ZERO);
    }
    if (bell.takeWorkMayHaveCome()) {
      appetite.whet(settings.nanos());
    }
    var hoarded = hands.releaseReady(settings.nanos() - HOARD_MAX.toNanos());
    if (!hoarded.isEmpty()) {
      appetite.overate(HOARD_MAX);
      spool.giveBack(hoarded);
    }
  }

  private void obey() {
    if (!orders.stopping()) {
      return;
    }
    closing = true;
    hands.close();
    long now = settings.nanos();
    spool.giveBack(hands.releaseReady(now));
    if (orders.graceNanosLeft(now) <= 0) {
      spool.giveBack(hands.releaseAll());
    }
  }

  // ---- with the store

  private void exchange() {
    try {
      rejoinIfNeeded();
      giveBack();
      turnOver();
      lookForTheEnd();
      outage.over();
    } catch (ProblemException e) {
      if (e.problem().kind() != Problem.Kind.STORE) {
        throw e;
      }
      bear(e.problem(), e);
    } catch (RuntimeException e) {
      bear(unexpected(e), e);
    }
  }

  private void rejoinIfNeeded() {
    if (closing) {
      return;
    }
    if (hands.registration().isEmpty()) {
      membership.lost(settings.nanos());
      membership.join();
      strayClaims = false;
      ear.tell(listener -> listener.lost(settings.card().workerId()));
    } else if (strayClaims && spool.isEmpty() && hands.idle()) {
      membership.join();
      strayClaims = false;
    }
  }

  private void giveBack() {
    var leases = spool.returns();
    if (!leases.isEmpty()) {
      tally.released(store.release(leases));
      spool.returned();
    }
  }

  private void turnOver() {
    var finishes = spool.batch();
    var registration = hands.registration();
    int wanted = closing || strayClaims ? 0 : appetite.wanted(hands.load(), settings.nanos());
    if (registration.isPresent() && wanted > 0) {
      strayClaims = true; // until the answer is in hand
      var request = request(registration.get(), wanted);
      var turnover =
          finishes.isEmpty()
              ? new Turnover(List.of(), store.claim(request))
              : store.finishAndClaim(finishes, request);
      answered(spool.answered(turnover.answers()));
      take(request, turnover.next());
      strayClaims = false;
    } else if (!finishes.isEmpty()) {
      answered(spool.answered(store.finish(finishes)));
    }
  }

  private ClaimRequest request(Registration registration, int wanted) {
    return new ClaimRequest(registration, settings.queues(), settings.handlers().parsers(), wanted);
  }

  private void take(ClaimRequest request, ClaimAnswer answer) {
    switch (answer) {
      case ClaimAnswer.WorkerLost() -> {
        hands.lose(request.worker());
        bell.ring();
      }
      case ClaimAnswer.Granted granted -> {
        appetite.got(request.max(), granted, settings.nanos());
        hands.take(request.worker(), granted.claims());
        if (!granted.claims().isEmpty()) {
          ear.tell(listener -> listener.claimed(granted.claims()));
        }
      }
    }
  }

  private void answered(List<WorkerListener.Finished> all) {
    for (var finished : all) {
      tally.finished(finished);
      ear.tell(listener -> listener.finished(finished));
    }
  }

  private void lookForTheEnd() {
    if (orders.draining() && !closing && spool.isEmpty() && hands.idle()) {
      if (ebb.isOut(appetite.nothingLeft(), settings.nanos())) {
        tally.leftBehind(ebb.leftBehind());
        orders.stop(Duration.ZERO);
      }
    }
  }

  // ---- when things go wrong

  private void bear(Problem failure, RuntimeException cause) {
    long now = settings.nanos();
    if (!outage.on()) {
      ear.tell(listener -> listener.problem(failure));
    }
    outage.failed(now);
    var limit = storeLostAfter();
    if (outage.longerThan(limit, now)) {
      throw Outage.lost(failure, limit, spool.unsent()).causedBy(cause);
    }
  }

  private static Problem unexpected(RuntimeException e) {
    LOG.warn("The store failed in an unexpected way", e);
    return Problem.store("The store failed in an unexpected way: " + e, "Report this");
  }

  private Duration storeLostAfter() {
    var limit = settings.storeLostAfter();
    return closing && limit.compareTo(STOPPING_STORE_LOST_AFTER) > 0
        ? STOPPING_STORE_LOST_AFTER
        : limit;
  }

  /** Whatever is in hand is left to the rescuers of other workers. */
  private long giveUp(Problem why) {
    problem = why;
    hands.close();
    hands.releaseAll();
    spool.add(hands.takeEnded());
    tally.unsent(spool.unsent());
    return DONE;
  }

  private Problem broken(Throwable e) {
    return new Problem(
        Problem.Kind.BUG,
        "Worker %s broke: %s".formatted(settings.card().workerId(), e),
        "Start it again, and report this with the output of --debug");
  }

  private Problem tooManyAbandoned() {
    return new Problem(
        Problem.Kind.FAILED,
        "%d tasks of worker %s did not end when they were interrupted and still hold their threads"
            .formatted(hands.abandonedAlive(), settings.card().workerId()),
        "Start the worker again, and look at the tasks that timed out: their handler or parser"
            + " loops without end");
  }

  // ---- how long to rest

  private long rest() {
    long now = settings.nanos();
    long rest = Math.min(TURN_NANOS_MAX, storeRest(now));
    return closing && !hands.idle()
        ? Math.min(rest, Math.max(0, orders.graceNanosLeft(now)))
        : rest;
  }

  private long storeRest(long now) {
    if (outage.on()) {
      return outage.nanosUntilTry(now);
    }
    if (!spool.isEmpty()) {
      return 0;
    }
    if (strayClaims && !closing) {
      return hands.idle() ? 0 : TURN_NANOS_MAX; // to register afresh as soon as all have ended
    }
    long hungry = closing ? TURN_NANOS_MAX : appetite.nanosUntilHungry(hands.load(), now);
    return orders.draining() && hands.idle() ? Math.min(hungry, ebb.nanosUntilLook(now)) : hungry;
  }
}
