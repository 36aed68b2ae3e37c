package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Refusal;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.wire.Calls;
import io.skillmill.schema.task.Counts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tells the counts, now and whenever they change, as server-sent events. Each stands for itself, so
 * nothing is missed by whoever comes back; a comment now and then shows that the server is there.
 */
final class Events {

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  /** More often nobody reads it. */
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final SkillStore store;
  private final Waits waits;
  private final Answers answers;

  Events(SkillStore store, Waits waits, Answers answers) {
    this.store = store;
    this.waits = waits;
    this.answers = answers;
  }

  /** Until the client goes, or the server stops. */
  void tell(Context context) {
    answers.stamp(context);
    context.contentType("text/event-stream");
    try {
      var out = context.res().getOutputStream();
      write(out, "retry: 1000\n\n");
      follow(out);
    } catch (IOException | Refusal _) {
      // The client has gone, or the server is about to stop: either way the stream ends here.
    }
  }

  private void follow(OutputStream out) throws IOException {
    long seen = store.changeMark();
    Counts told = store.counts();
    write(out, event(seen, told));
    while (!waits.closed()) {
      long mark = waits.await(seen, SIGN_OF_LIFE);
      Counts counts = store.counts();
      write(out, counts.equals(told) ? ":\n\n" : event(mark, counts));
      seen = mark;
      told = counts;
      waits.rest(BETWEEN_NANOS);
    }
  }

  private String event(long mark, Counts counts) {
    return "id: %s-%d\nevent: counts\ndata: %s\n\n"
        .formatted(
            answers.server(), mark, new String(Calls.COUNTS.say(counts), StandardCharsets.UTF_8));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
