package io.skillmill.cli.mcp;

import io.skillmill.cli.events.Changes;
import io.skillmill.cli.events.Vigil;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells one client which of its lists have changed: once for each change that changes them for it,
 * and never otherwise. One whose token was revoked is let go.
 */
final class Listening {

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
    Set<Listed> wished = Listed.wished(request.params().path("notifications"));
    var acknowledged = tagged(request);
    var honoured = acknowledged.putObject("notifications");
    wished.forEach(each -> honoured.put(each.wish(), true));
    var from = from(wished, asker);
    line.send(Message.notification("notifications/subscriptions/acknowledged", acknowledged));
    follow(from, asker, line, tagged(request));
    var result = Json.object().put("resultType", "complete");
    result.set("_meta", tagged(request).path("_meta"));
    line.send(request.answer(server.signed(result)));
  }

  /** The same for a client of an older revision, which asks for nothing. */
  void unasked(Asker asker, Line line) throws IOException, McpFault {
    var from = from(EnumSet.allOf(Listed.class), asker);
    line.breathe();
    follow(from, asker, line, Json.object());
  }

  private static ObjectNode tagged(Message request) {
    var params = Json.object();
    JsonNode id = request.id().orElseThrow();
    params.putObject("_meta").set(Message.SUBSCRIPTION, id);
    return params;
  }

  /** What was known when it began, of the lists that are to be told of. */
  private record From(long seen, Map<Listed, String> states) {}

  private From from(Set<Listed> wished, Asker asker) throws McpFault {
    long seen = changes.count(); // before it is looked, or a change in between would be missed
    var states = new EnumMap<Listed, String>(Listed.class);
    for (Listed each : wished) {
      states.put(each, server.state(each, asker));
    }
    return new From(seen, states);
  }

  private void follow(From from, Asker asker, Line line, ObjectNode params)
      throws IOException, McpFault {
    var vigil = new Vigil(changes, line);
    for (var next = vigil.next(from.seen());
        next.isPresent();
        next = vigil.next(next.getAsLong())) {
      for (var known : from.states().entrySet()) {
        String fresh = server.state(known.getKey(), asker);
        if (!known.setValue(fresh).equals(fresh)) {
          line.send(Message.notification(known.getKey().notice(), params));
        }
      }
    }
  }
}
