package io.skillmill.coordination.toolloop;

import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ToolCall;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** A model that follows a script, and tools that are functions. */
final class Scene implements AutoCloseable {

  /** What a tool does. */
  interface Deed {
    Toolbox.Ran with(ObjectNode arguments, Duration atMost) throws InterruptedException;
  }

  static final ObjectNode NUMBER =
      (ObjectNode)
          Json.readOurs(
              """
              {"type":"object","properties":{"x":{"type":"number"}},"required":["x"]}\
              """);

  final List<Talk.Step> steps = new ArrayList<>();
  final ConcurrentMap<String, Deed> deeds = new ConcurrentHashMap<>();
  final ScriptedModel scripted;
  private final ChatModel model;

  Scene(Function<ChatQuestion, ChatAnswer> script) {
    scripted = ScriptedModel.open(script);
    model = ChatModel.at(scripted.address());
  }

  Scene tool(String name, Deed deed) {
    deeds.put(name, deed);
    return this;
  }

  static ToolCall call(String id, String tool, String arguments) {
    return new ToolCall(id, tool, arguments.replace('\'', '"'));
  }

  /** The outcomes that came after what the model said last. */
  static List<String> outcomes(ChatQuestion question) {
    return question.messages().reversed().stream()
        .takeWhile(ChatMessage.Outcome.class::isInstance)
        .map(ChatMessage::text)
        .toList()
        .reversed();
  }

  Talk ask(String text, Bounds bounds) {
    return ToolLoop.of(model, new Deeds(), bounds)
        .run(List.of(new ChatMessage.Request(text)), steps::add);
  }

  private final class Deeds implements Toolbox {
    @Override
    public List<ToolDefinition> tools() {
      return deeds.keySet().stream()
          .sorted()
          .map(name -> new ToolDefinition(name, "Does " + name, NUMBER))
          .toList();
    }

    @Override
    public Ran run(String tool, ObjectNode arguments, Duration atMost) throws InterruptedException {
      return Objects.requireNonNull(deeds.get(tool)).with(arguments, atMost);
    }
  }

  @Override
  public void close() {
    model.close();
    scripted.close();
  }
}
