package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.cli.events.EventStream;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.http.Refusal;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.wire.Calls;
import io.skillmill.schema.task.Counts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells the counts, now and whenever they change, as server-sent events. Each stands for itself, so
 * nothing is missed by whoever comes back; a comment now and then shows that the server is there.
 */
final class Events {

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  /** How long one whose token was revoked may stay. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private static final int RETRY_MILLIS = 1_000;

  /** More often nobody reads it. */
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final SkillStore store;
  private final Waits waits;
  private final Answers answers;
  private final Desk desk;

  Events(SkillStore store, Waits waits, Answers answers, Desk desk) {
    this.desk = desk;
    this.store = store;
    this.waits = waits;
    this.answers = answers;
  }

  /** Until the client goes, or the server stops. */
  void tell(Context context) {
    try {
      var stream = EventStream.begin(context, answers);
      stream.comeBackAfter(RETRY_MILLIS);
      follow(stream, () -> desk.isWelcomeStill(context));
    } catch (IOException | Refusal _) {
      // The client has gone, or the server is about to stop: either way the stream ends here.
    }
  }

  private void follow(EventStream stream, BooleanSupplier welcome) throws IOException {
    long seen = store.changeMark();
    Counts told = store.counts();
    tell(stream, seen, told);
    long breathedNanos = System.nanoTime();
    while (!waits.closed()) {
      long mark = waits.await(seen, BETWEEN_LOOKS);
      if (!welcome.getAsBoolean()) {
        return;
      }
      Counts counts = store.counts();
      if (!counts.equals(told)) {
        tell(stream, mark, counts);
      } else if (System.nanoTime() - breathedNanos >= SIGN_OF_LIFE.toNanos()) {
        stream.breathe();
        breathedNanos = System.nanoTime();
      }
      seen = mark;
      told = counts;
      waits.rest(BETWEEN_NANOS);
    }
  }

  private void tell(EventStream stream, long mark, Counts counts) throws IOException {
    String data = new String(Calls.COUNTS.say(counts), StandardCharsets.UTF_8);
    stream.send(answers.server() + "-" + mark, "counts", data);
  }
}
