package io.skillmill.cli.mcp;

import io.skillmill.cli.events.Changes;
import io.skillmill.cli.events.Vigil;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells one client that its tools have changed: once for each change that changes them for it, and
 * never otherwise. One whose token was revoked is let go.
 */
final class Listening {

  private static final String CHANGED = "notifications/tools/list_changed";

  private final McpServer server;
  private final Changes changes;

  /** Where it is told. */
  interface Line extends Vigil.Line {
    void send(ObjectNode message) throws IOException;
  }

  Listening(McpServer server, Changes changes) {
    this.server = server;
    this.changes = changes;
  }

  /** Answers {@code subscriptions/listen}, until the server stops or the client has gone. */
  void subscribed(Message request, Asker asker, Line line) throws IOException, McpFault {
    JsonNode wish = request.params().path("notifications").path("toolsListChanged");
    boolean wanted = wish.isBoolean() && wish.asBoolean();
    var acknowledged = tagged(request);
    var honoured = acknowledged.putObject("notifications");
    if (wanted) {
      honoured.put("toolsListChanged", true);
    }
    long seen = changes.count();
    String state = server.state(asker);
    line.send(Message.notification("notifications/subscriptions/acknowledged", acknowledged));
    follow(new From(seen, state), asker, line, wanted ? Optional.of(tagged(request)) : NOTHING);
    var result = Json.object().put("resultType", "complete");
    result.set("_meta", tagged(request).path("_meta"));
    line.send(request.answer(server.signed(result)));
  }

  private static final Optional<ObjectNode> NOTHING = Optional.empty();

  /** What was known when it began. */
  private record From(long seen, String state) {}

  /** The same for a client of an older revision, which asks for nothing. */
  void unasked(Asker asker, Line line) throws IOException, McpFault {
    var from = new From(changes.count(), server.state(asker));
    line.breathe();
    follow(from, asker, line, Optional.of(Json.object()));
  }

  private static ObjectNode tagged(Message request) {
    var params = Json.object();
    JsonNode id = request.id().orElseThrow();
    params.putObject("_meta").set(Message.SUBSCRIPTION, id);
    return params;
  }

  private void follow(From from, Asker asker, Line line, Optional<ObjectNode> note)
      throws IOException, McpFault {
    var vigil = new Vigil(changes, line);
    String state = from.state();
    for (var next = vigil.next(from.seen());
        next.isPresent();
        next = vigil.next(next.getAsLong())) {
      String fresh = server.state(asker);
      if (!fresh.equals(state) && note.isPresent()) {
        line.send(Message.notification(CHANGED, note.get()));
      }
      state = fresh;
    }
  }
}
