package io.skillmill.cli.events;

import io.javalin.http.Context;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.coordination.skills.hosting.Hosting;
import java.io.IOException;

/**
 * What happens at a host, as server-sent events: which skills come, go and change, and each run.
 * Lets go of whoever listens when it is closed.
 */
public final class EventRoutes implements AutoCloseable {

  private final Answers answers;
  private final Ledger ledger = new Ledger();
  private final Listener.Ground ground;
  private final Reporter reporter;

  private EventRoutes(Desk desk, Answers answers, Hosting hosting) {
    this.answers = answers;
    this.ground = new Listener.Ground(desk, hosting, ledger);
    this.reporter = new Reporter(hosting, ledger, desk.log(), System::nanoTime);
  }

  /** Adds {@code /events}. */
  public static EventRoutes addTo(Desk desk, Answers answers, Hosting hosting) {
    var routes = new EventRoutes(desk, answers, hosting);
    desk.onListening("GET", "/events", routes::tell);
    return routes;
  }

  private void tell(Context context) {
    reporter.enter();
    try {
      var stream = EventStream.begin(context, answers);
      new Listener(context, ground, stream, answers.server()).tell();
    } catch (IOException _) {
      // Whoever listened has gone.
    } finally {
      reporter.leave();
    }
  }

  @Override
  public void close() {
    reporter.close();
    ledger.close();
  }
}
