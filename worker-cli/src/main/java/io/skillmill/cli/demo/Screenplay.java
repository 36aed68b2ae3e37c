package io.skillmill.cli.demo;

import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ToolCall;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays a model that understands a few sentences: it knows some towns, web addresses, what is to be
 * remembered, and sums. What it calls are the tools that it is shown, as a real one does.
 */
public final class Screenplay {

  private static final int PASSAGE_CHARS = 400;

  private Screenplay() {}

  /** The answer to a question. */
  public static ChatAnswer play(ChatQuestion question) {
    if (question.json()) {
      return Author.write(question);
    }
    var last = question.messages().getLast();
    return last instanceof ChatMessage.Outcome
        ? ScriptedModel.says(told(outcomes(question.messages())))
        : began(last.text(), question.tools());
  }

  private static ChatAnswer began(String text, List<ToolDefinition> tools) {
    var calls = new ArrayList<ToolCall>();
    for (var wish : Wish.in(text)) {
      tool(tools, wish.tool())
          .ifPresent(name ->
              calls.add(
                  new ToolCall("call_" + (calls.size() + 1), name, Json.write(wish.arguments()))));
    }
    return calls.isEmpty()
        ? ScriptedModel.says(
            "I follow a script, and it has nothing for this. Ask me for the time in a town, for a"
                + " web page, or to remember something.")
        : ScriptedModel.calls(calls.toArray(ToolCall[]::new));
  }

  /** The one whose name is this, or has it in it. */
  private static Optional<String> tool(List<ToolDefinition> tools, String word) {
    var names = tools.stream().map(ToolDefinition::name).toList();
    return names.stream()
        .filter(word::equals)
        .findFirst()
        .or(() -> names.stream().filter(name -> name.contains(word)).findFirst());
  }

  /** Those of the last turn. */
  private static List<String> outcomes(List<ChatMessage> messages) {
    return messages.reversed().stream()
        .takeWhile(ChatMessage.Outcome.class::isInstance)
        .map(ChatMessage::text)
        .toList()
        .reversed();
  }

  private static String told(List<String> outcomes) {
    return String.join("\n", outcomes.stream().map(Screenplay::told).toList());
  }

  private static String told(String outcome) {
    try {
      return Json.read(outcome) instanceof ObjectNode tree ? told(tree) : outcome;
    } catch (Json.MalformedException _) {
      return cut(outcome);
    }
  }

  private static String told(ObjectNode outcome) {
    if (outcome.has("error") && outcome.path("error").isString()) {
      return "That did not work: " + outcome.path("error").asString();
    }
    if (outcome.has("timezone") && outcome.has("time")) {
      return "In %s it is %s on %s."
          .formatted(
              outcome.path("timezone").asString(),
              outcome.path("time").asString(),
              outcome.path("date").asString());
    }
    for (String page : List.of("markdown", "html")) {
      if (outcome.path(page).isString()) {
        return "I fetched the page. It begins: " + cut(outcome.path(page).asString().strip());
      }
    }
    if (outcome.has("result") && !outcome.path("result").isContainer()) {
      return "The result is %s.".formatted(outcome.path("result").asString());
    }
    return outcome.path("response").isString()
        ? remembered(outcome.path("response").asString())
        : cut(Json.write(outcome));
  }

  /** The memory answers with JSON in a text. */
  private static String remembered(String response) {
    var facts = new ArrayList<String>();
    try {
      Json.read(response)
          .findValues("observations")
          .forEach(list -> list.forEach(fact -> facts.add(fact.asString(""))));
    } catch (Json.MalformedException _) {
      return cut(response);
    }
    return facts.isEmpty()
        ? "I have noted it."
        : "In my memory: %s.".formatted(String.join("; ", facts.stream().distinct().toList()));
  }

  private static String cut(String text) {
    return text.length() <= PASSAGE_CHARS ? text : text.substring(0, PASSAGE_CHARS) + "…";
  }

  /** The same in small letters. */
  static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
