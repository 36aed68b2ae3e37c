package io.skillmill.cli.agent;

import io.javalin.http.Context;
import io.skillmill.cli.http.Desk;
import java.util.concurrent.TimeUnit;

/**
 * Whether whoever asked may do so still: a turn is long, and a token may be revoked. Of one thread.
 */
final class Welcome {

  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Desk desk;
  private final Context context;
  private long lookedNanos = System.nanoTime();

  Welcome(Desk desk, Context context) {
    this.desk = desk;
    this.context = context;
  }

  boolean lasts() {
    long now = System.nanoTime();
    if (now - lookedNanos < BETWEEN_LOOKS_NANOS) {
      return true;
    }
    lookedNanos = now;
    return desk.isWelcomeStill(context);
  }
}
