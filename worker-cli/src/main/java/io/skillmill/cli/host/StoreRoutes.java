package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.wire.Calls;
import io.skillmill.coordination.wire.Greeting;
import io.skillmill.coordination.wire.Pack;
import io.skillmill.coordination.wire.Wire;
import java.util.function.Function;

/** What can be asked of the store. */
final class StoreRoutes {

  private static final int HASH_DIGITS = 64;

  private final SkillStore store;
  private final Arrivals arrivals;
  private final Waits waits;
  private final Answers answers;

  StoreRoutes(SkillStore store, Waits waits, Answers answers) {
    this.store = store;
    this.arrivals = new Arrivals(store);
    this.waits = waits;
    this.answers = answers;
  }

  void addTo(Desk desk, String version) {
    desk.on(Calls.HELLO, _ -> new Greeting(version, answers.server()));
    addContents(desk);
    addWork(desk);
    addOrders(desk);
    addLooks(desk);
    desk.onWaiting(Calls.CHANGE, waits::await);
    desk.onListening("GET", "/v1/events", new Events(store, waits, answers, desk)::tell);
  }

  private void addContents(Desk desk) {
    desk.on(Calls.MISSING, arrivals::missing);
    desk.onRequest("GET", Wire.CONTENT_PATH, this::content);
    desk.onRequest("HEAD", Wire.CONTENT_PATH, this::content);
    desk.onRequest(
        "PUT",
        Wire.CONTENT_PATH,
        context -> {
          try (var pack = desk.body(context)) {
            arrivals.put(hash(context), pack.bytes());
          }
          answers.json(context, Wire.nothing());
        });
  }

  private void content(Context context) {
    var source = store.content(hash(context)).orElseThrow(Desk::absent);
    answers.give(context, Wire.PACK_TYPE, Pack.of(source));
  }

  private static String hash(Context context) {
    String hash = context.pathParam("content_hash");
    if (hash.length() != HASH_DIGITS) {
      throw Desk.absent();
    }
    return hash;
  }

  private void addWork(Desk desk) {
    desk.on(Calls.ENQUEUE, arrivals::enqueue);
    desk.on(Calls.REGISTER, store::register);
    desk.on(Calls.RETIRE, done(store::retire));
    desk.on(Calls.HEARTBEAT, store::heartbeat);
    desk.on(Calls.CLAIM, store::claim);
    desk.on(Calls.FINISH, store::finish);
    desk.on(Calls.TURN_OVER, turn -> store.finishAndClaim(turn.finishes(), turn.next()));
    desk.on(Calls.RELEASE, store::release);
    desk.on(Calls.PROGRESS, progress -> store.progress(progress.lease(), progress.note()));
    desk.on(Calls.PULSES, _ -> store.pulses());
    desk.on(Calls.RESCUE, store::rescue);
  }

  private void addOrders(Desk desk) {
    desk.on(Calls.CANCEL, store::cancel);
    desk.on(Calls.RETRY, store::retry);
    desk.on(Calls.PAUSE, done(store::pause));
    desk.on(Calls.RESUME, done(store::resume));
    desk.on(Calls.PRUNE, prune -> store.prune(prune.olderThan(), prune.states()));
  }

  private void addLooks(Desk desk) {
    desk.on(Calls.COUNTS, _ -> store.counts());
    desk.on(Calls.QUEUES, _ -> store.queues());
    desk.on(Calls.TASKS, store::tasks);
    desk.onSearch(Calls.TASK, store::task);
    desk.onSearch(Calls.RESULT, store::result);
    desk.on(Calls.ATTEMPTS, store::attempts);
    desk.onSearch(Calls.TASK_OF_PATH, store::taskOfPath);
    desk.on(Calls.WORKERS, _ -> store.workers());
    desk.on(Calls.REGISTERED, _ -> store.registered());
    desk.onSearch(Calls.REGISTERED_REVISION, store::registered);
  }

  private interface Doing<Q> {
    void with(Q asked);
  }

  private static <Q> Function<Q, Boolean> done(Doing<Q> doing) {
    return asked -> {
      doing.with(asked);
      return true;
    };
  }
}
