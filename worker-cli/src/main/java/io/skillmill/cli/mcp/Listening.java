package io.skillmill.cli.mcp;

import io.skillmill.cli.events.Changes;
import io.skillmill.cli.events.Vigil;
import io.skillmill.cli.http.Caller;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Sha256;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells one client which of its lists have changed: once for each change that changes them for it,
 * and never otherwise. One whose token was revoked is let go.
 */
final class Listening {

  private final McpServer server;
  private final Hosting hosting;
  private final Changes changes;

  /**
   * Who listens. What was hosted when it began is no part of it, for that would be kept as long.
   *
   * @param search whether it is shown two tools that find and call the others
   */
  record Viewer(Caller caller, boolean search) {
    Viewer {
      caller = caller.nameless();
    }
  }

  /** Where it is told. */
  interface Line extends Vigil.Line {
    void send(ObjectNode message) throws IOException;
  }

  Listening(McpServer server, Hosting hosting, Changes changes) {
    this.server = server;
    this.hosting = hosting;
    this.changes = changes;
  }

  /** Answers {@code subscriptions/listen}, until the server stops or the client has gone. */
  void subscribed(Message request, Viewer viewer, Line line) throws IOException {
    Set<Listed> wished = Listed.wished(request.params().path("notifications"));
    var acknowledged = tagged(request);
    var honoured = acknowledged.putObject("notifications");
    wished.forEach(each -> honoured.put(each.wish(), true));
    var from = from(wished, viewer);
    line.send(Message.notification("notifications/subscriptions/acknowledged", acknowledged));
    follow(from, viewer, line, tagged(request));
    var result = Json.object().put("resultType", "complete");
    result.set("_meta", tagged(request).path("_meta"));
    line.send(request.answer(server.signed(result)));
  }

  /** The same for a client of an older revision, which asks for nothing. */
  void unasked(Viewer viewer, Line line) throws IOException {
    var from = from(EnumSet.allOf(Listed.class), viewer);
    line.breathe();
    follow(from, viewer, line, Json.object());
  }

  private static ObjectNode tagged(Message request) {
    var params = Json.object();
    JsonNode id = request.id().orElseThrow();
    params.putObject("_meta").set(Message.SUBSCRIPTION, id);
    return params;
  }

  /** What was known when it began, of the lists that are to be told of. */
  private record From(long seen, Map<Listed, String> states) {}

  private From from(Set<Listed> wished, Viewer viewer) {
    long seen = changes.count(); // before it is looked, or a change in between would be missed
    var states = new EnumMap<Listed, String>(Listed.class);
    for (Listed each : wished) {
      states.put(each, state(each, viewer));
    }
    return new From(seen, states);
  }

  private void follow(From from, Viewer viewer, Line line, ObjectNode params) throws IOException {
    var vigil = new Vigil(changes, line);
    for (var next = vigil.next(from.seen());
        next.isPresent();
        next = vigil.next(next.getAsLong())) {
      for (var known : from.states().entrySet()) {
        String fresh = state(known.getKey(), viewer);
        if (!known.setValue(fresh).equals(fresh)) {
          line.send(Message.notification(known.getKey().notice(), params));
        }
      }
    }
  }

  // ---- states

  /**
   * What stays the same as long as a list does, from its first entry to its last. It is short, for
   * each who listens has one, and worked out once for all who are shown the same.
   */
  String state(Listed list, Viewer viewer) {
    return hosting.snapshot().derived(States.class, States::new).of(list, viewer);
  }

  /** The states of the lists at one moment. */
  private static final class States {

    /** Whoever is shown something else again has it worked out each time. */
    private static final int KEPT_MAX = 1_000;

    private final Map<View, String> known = new ConcurrentHashMap<>();
    private final Snapshot skills;

    private record View(Listed list, Viewer viewer) {}

    States(Snapshot skills) {
      this.skills = skills;
    }

    String of(Listed list, Viewer viewer) {
      var view = new View(list, viewer);
      return known.size() < KEPT_MAX
          ? known.computeIfAbsent(view, this::made)
          : Optional.ofNullable(known.get(view)).orElseGet(() -> made(view));
    }

    private String made(View view) {
      var request = new Message(Optional.empty(), view.list().method(), Json.object());
      var whole = new Asker.Manner(view.viewer().search(), Integer.MAX_VALUE);
      var asker = new Asker(skills, view.viewer().caller(), whole, Asker.Terms.NONE);
      try {
        return Sha256.of(Json.utf8(McpServer.looked(request, Revision.STATELESS, asker)));
      } catch (McpFault e) {
        throw new IllegalStateException("A list without a cursor cannot be turned down", e);
      }
    }
  }
}
