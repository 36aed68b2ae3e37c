package io.skillmill.cli.events;

import io.javalin.http.Context;
import io.skillmill.cli.http.Caller;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.tools.HostedTools;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** Tells one client what happens, of what is there for it. Of one thread. */
final class Listener implements Vigil.Line {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final String LAST = "Last-Event-ID";

  /** Soon, for what it missed is not kept for ever. */
  private static final int RETRY_MILLIS = 1_000;

  /** No event has it. */
  private static final long UNKNOWN = -1;

  private final Context context;
  private final Desk desk;
  private final Hosting hosting;
  private final Ledger ledger;
  private final EventStream stream;
  private final String server;
  private long seen;

  /**
   * One who begins to listen.
   *
   * @param server which server this is: the numbers of another are not known here
   */
  Listener(Context context, Ground ground, EventStream stream, String server) {
    this.context = context;
    this.desk = ground.desk();
    this.hosting = ground.hosting();
    this.ledger = ground.ledger();
    this.stream = stream;
    this.server = server;
  }

  /** What all listeners stand on. */
  record Ground(Desk desk, Hosting hosting, Ledger ledger) {}

  /** Until the client goes or may not listen any more, or the server stops. */
  void tell() throws IOException {
    seen = ledger.last();
    Optional<String> last = Optional.ofNullable(context.header(LAST)).filter(id -> !id.isBlank());
    if (last.isPresent()) {
      seen = number(last.get());
    }
    stream.write(":\nretry: " + RETRY_MILLIS + "\n" + (last.isEmpty() ? place() : "") + "\n");
    var vigil = new Vigil(ledger.changes(), this);
    while (vigil.goesOn()) {
      long mark = ledger.changes().count();
      if (!tellMore() && vigil.next(mark).isEmpty()) {
        return;
      }
    }
  }

  /** One that was not given out here is taken for one of which nothing is kept. */
  private long number(String id) {
    int dash = id.lastIndexOf('-');
    try {
      return dash > 0 && id.substring(0, dash).equals(server)
          ? Long.parseLong(id.substring(dash + 1))
          : UNKNOWN;
    } catch (NumberFormatException _) {
      return UNKNOWN;
    }
  }

  /** Whether there was any more. */
  private boolean tellMore() throws IOException {
    var reading = ledger.after(seen);
    if (reading.isWhole() && reading.events().isEmpty()) {
      return false;
    }
    if (!reading.isWhole()) {
      seen = reading.upTo();
      stream.send(id(seen), "gap", gap());
      return true;
    }
    var text = new StringBuilder();
    Caller caller = Desk.caller(context);
    for (Event event : reading.events()) {
      seen++;
      if (event.isFor(caller)) {
        text.append(written(event, caller));
      }
    }
    if (!text.isEmpty()) {
      stream.write(text.toString());
    }
    return true;
  }

  private String written(Event event, Caller caller) {
    return switch (event) {
      case Event.OfSkill told -> EventStream.written(id(seen), told.name(), told.data());
      case Event.OfTools told -> EventStream.written(id(seen), "mcp_updated", tools(told, caller));
    };
  }

  private String tools(Event.OfTools told, Caller caller) {
    int count = HostedTools.of(hosting.snapshot()).only(caller::maySee).all().size();
    var page = Json.object().put("tools", count).put("spec", "/mcp/spec");
    return Json.write(page.put("at", told.at().toString()));
  }

  private static String gap() {
    var page = Json.object().put("what", "Events between the last one and this are not kept");
    page.put("remedy", "Look again at what there is: GET /skills").put("look", "/skills");
    return Json.write(page.put("at", CLOCK.instant().toString()));
  }

  private String id(long number) {
    return server + "-" + number;
  }

  /** Where a client is that comes back now; a browser takes it without an event. */
  private String place() {
    return "id: " + id(seen) + "\n";
  }

  @Override
  public void breathe() throws IOException {
    stream.write(":\n" + place() + "\n");
  }

  @Override
  public boolean isWelcome() {
    return desk.isWelcomeStill(context);
  }
}
