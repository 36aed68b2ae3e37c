package io.skillmill.coordination.agents;

import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ToolCall;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What was done in a turn. It happens on several threads, and is told in the order of the talk. */
final class Deeds {

  private final Map<Wish, Queue<Action>> done = new ConcurrentHashMap<>();

  /** What is called with what, however it was spelled. */
  private record Wish(String tool, JsonNode input) {}

  void note(String tool, JsonNode input, Action action) {
    done.computeIfAbsent(new Wish(tool, input), _ -> new ConcurrentLinkedQueue<>()).add(action);
  }

  /** All of them; those first that the talk tells of, and then those that it was stopped over. */
  List<Action> in(List<ChatMessage> talk) {
    var actions = new ArrayList<Action>();
    for (int i = 0; i < talk.size(); i++) {
      if (talk.get(i) instanceof ChatMessage.Reply reply) {
        for (int call = 0; call < reply.calls().size(); call++) {
          // A reply is followed by what came of its calls, in their order.
          action(reply.calls().get(call), talk.get(i + 1 + call)).ifPresent(actions::add);
        }
      }
    }
    done.values().forEach(actions::addAll);
    return actions;
  }

  private Optional<Action> action(ToolCall call, ChatMessage outcome) {
    JsonNode input = input(call);
    var known = done.get(new Wish(call.name(), input));
    Action action = known == null ? null : known.poll();
    if (action != null) {
      return Optional.of(action);
    }
    String error = error(outcome);
    return error.isEmpty()
        ? Optional.empty() // a search
        : Optional.of(new Action.Failed(call.name(), input, error, Optional.empty()));
  }

  private static JsonNode input(ToolCall call) {
    try {
      return Json.read(call.arguments().isBlank() ? "{}" : call.arguments());
    } catch (Json.MalformedException _) {
      return StringNode.valueOf(call.arguments());
    }
  }

  /** Why a call was not carried out, as the model was told. */
  private static String error(ChatMessage outcome) {
    try {
      return Json.read(outcome.text()).path("error").asString("");
    } catch (Json.MalformedException _) {
      return ""; // an output that was cut
    }
  }
}
