package io.skillmill.coordination.agents;

import io.skillmill.coordination.toolloop.Talk;
import io.skillmill.db.agents.AgentRows.Said;
import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ToolCall;
import io.skillmill.schema.json.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What is remembered of a talk, and what a model is told of it later. */
final class Recollection {

  /** How much of a talk a model is told; some thirty pages. */
  static final int TOLD_CHARS_MAX = 100_000;

  /** How much of one message is kept, and of what a call is made with. */
  static final int MESSAGE_CHARS_MAX = 20_000;

  /** How many of the tools that were called are known again. */
  static final int TOOLS_MAX = 20;

  private Recollection() {}

  // ---- keeping

  /** One turn as it is kept: without secrets, within bounds, and with an answer at its end. */
  static List<Said> of(List<ChatMessage> turn, Talk talk, List<Action> actions, Instant now) {
    var all = new ArrayList<>(turn);
    if (!isAnswered(turn)) {
      all.add(new ChatMessage.Reply(ending(talk), List.of()));
    }
    var kept = new ArrayList<Said>();
    for (int i = 0; i < all.size(); i++) {
      var message = bounded(all.get(i)).toJson();
      String done = i == all.size() - 1 ? written(actions) : "";
      kept.add(new Said(message.path("role").asString(), Json.write(message), done, now));
    }
    return kept;
  }

  private static boolean isAnswered(List<ChatMessage> turn) {
    return turn.getLast() instanceof ChatMessage.Reply reply && reply.calls().isEmpty();
  }

  private static String ending(Talk talk) {
    return (talk.text() + "\n(It ended here: %s)".formatted(talk.stop().why())).strip();
  }

  private static ChatMessage bounded(ChatMessage message) {
    String text = bounded(message.text());
    return switch (message) {
      case ChatMessage.Instruction _ -> new ChatMessage.Instruction(text);
      case ChatMessage.Request _ -> new ChatMessage.Request(text);
      case ChatMessage.Outcome outcome -> new ChatMessage.Outcome(outcome.callId(), text);
      case ChatMessage.Reply reply ->
          new ChatMessage.Reply(text, reply.calls().stream().map(Recollection::bounded).toList());
    };
  }

  private static String bounded(String text) {
    return Cut.to(MESSAGE_CHARS_MAX, Redaction.redact(text));
  }

  /** Arguments stay JSON where they are. */
  private static ToolCall bounded(ToolCall call) {
    String arguments;
    try {
      arguments = Json.read(call.arguments()) instanceof ObjectNode tree ? redacted(tree) : "{}";
    } catch (Json.MalformedException _) {
      arguments = "{}";
    }
    if (arguments.length() > MESSAGE_CHARS_MAX) {
      arguments = Json.write(Json.object().put("cut", bounded(arguments)));
    }
    return new ToolCall(call.id(), call.name(), arguments);
  }

  private static String redacted(ObjectNode tree) {
    boolean _ = Redaction.of(Json.write(tree)).redactTree(tree);
    return Json.write(tree);
  }

  private static String written(List<Action> actions) {
    var tree = Json.object();
    var list = tree.putArray("actions");
    actions.forEach(action -> list.add(action.toJson().deepCopy()));
    boolean _ = Redaction.of(Json.write(tree)).redactTree(tree);
    return Json.write(list);
  }

  // ---- telling

  /** The latest turns, as far as there is room; a long one is told as question and answer. */
  static List<ChatMessage> told(List<Said> said) {
    var told = new ArrayDeque<ChatMessage>();
    int room = TOLD_CHARS_MAX;
    var turn = new ArrayDeque<ChatMessage>();
    for (var each : said.reversed()) {
      turn.addFirst(ChatMessage.read(Json.readOurs(each.message())));
      if (turn.getFirst() instanceof ChatMessage.Request) {
        var shortened = fits(turn, room) ? turn : ends(turn);
        if (!fits(shortened, room)) {
          break;
        }
        room -= chars(shortened);
        shortened.descendingIterator().forEachRemaining(told::addFirst);
        turn = new ArrayDeque<>();
      }
    }
    return List.copyOf(told);
  }

  private static Deque<ChatMessage> ends(Deque<ChatMessage> turn) {
    return new ArrayDeque<>(List.of(turn.getFirst(), turn.getLast()));
  }

  private static boolean fits(Collection<ChatMessage> messages, int room) {
    return chars(messages) <= room;
  }

  private static int chars(Collection<ChatMessage> messages) {
    return messages.stream().mapToInt(message -> Json.write(message.toJson()).length()).sum();
  }

  /** The tools that were called in it, as far as they are told; the latest first. */
  static List<String> tools(List<ChatMessage> messages) {
    return messages.reversed().stream()
        .filter(ChatMessage.Reply.class::isInstance)
        .flatMap(reply -> ((ChatMessage.Reply) reply).calls().stream())
        .map(ToolCall::name)
        .distinct()
        .limit(TOOLS_MAX)
        .toList();
  }
}
