package io.skillmill.cli.agent;

import io.skillmill.coordination.toolloop.Talk;
import io.skillmill.db.agents.AgentRows.AgentSession;
import io.skillmill.db.agents.AgentRows.Said;
import io.skillmill.schema.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What is told about sessions, and about what happens in them, as trees. */
final class AgentPages {

  /** How much is told of what a tool gave while a turn goes on. */
  private static final int GLIMPSE_CHARS_MAX = 2_000;

  private AgentPages() {}

  static ObjectNode session(AgentSession session) {
    return Json.object()
        .put("session_id", session.id())
        .put("name", session.name())
        .put("created_at", session.created().toString())
        .put("updated_at", session.updated().toString())
        .put("turns", session.turns());
  }

  static ObjectNode list(List<AgentSession> sessions) {
    var page = Json.object().put("total", sessions.size());
    var list = page.putArray("sessions");
    sessions.forEach(session -> list.add(session(session)));
    return page;
  }

  /** One with all that was said. */
  static ObjectNode whole(AgentSession session, List<Said> said) {
    var page = session(session);
    var list = page.putArray("messages");
    for (var each : said) {
      var message = (ObjectNode) Json.readOurs(each.message());
      message.put("at", each.at().toString());
      if (!each.actions().isEmpty()) {
        message.set("actions", Json.readOurs(each.actions()));
      }
      list.add(message);
    }
    return page;
  }

  /** What happens on the way. */
  static ObjectNode step(Talk.Step step) {
    return switch (step) {
      case Talk.Step.Said said -> Json.object().put("type", "said").put("text", said.text());
      case Talk.Step.Called called ->
          Json.object()
              .put("type", "called")
              .put("tool", called.tool())
              .put("arguments", cut(called.arguments()));
      case Talk.Step.Returned returned ->
          Json.object()
              .put("type", "returned")
              .put("tool", returned.tool())
              .put("good", returned.good())
              .put("text", cut(returned.text()));
    };
  }

  private static String cut(String text) {
    if (text.length() <= GLIMPSE_CHARS_MAX) {
      return text;
    }
    int end =
        GLIMPSE_CHARS_MAX - (Character.isHighSurrogate(text.charAt(GLIMPSE_CHARS_MAX - 1)) ? 1 : 0);
    return text.substring(0, end) + "…";
  }
}
