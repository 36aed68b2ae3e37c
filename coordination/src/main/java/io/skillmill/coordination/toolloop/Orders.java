package io.skillmill.coordination.toolloop;

import io.skillmill.coordination.toolloop.Toolbox.Ran;
import io.skillmill.schema.chat.ToolCall;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.check.Shape;
import io.skillmill.schema.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Holds calls to what the tools declare. Never changed. */
record Orders(List<ToolDefinition> tools, Map<String, Shape> shapes) {

  static final Orders NONE = new Orders(List.of(), Map.of());

  /** How many names and flaws the model is told. */
  private static final int TOLD_MAX = 20;

  Orders {
    tools = List.copyOf(tools);
    shapes = Map.copyOf(shapes);
  }

  /**
   * What a model wants.
   *
   * @param flaw why it cannot be done; empty where it can
   */
  record Order(JsonNode arguments, Optional<Ran> flaw) {

    /** The arguments of an order without a flaw. */
    ObjectNode input() {
      return (ObjectNode) arguments;
    }
  }

  /** Those of these tools; nothing is read again where they are the same. */
  Orders of(List<ToolDefinition> now) {
    return now.equals(tools) ? this : new Orders(now, shapes(now));
  }

  /** A schema that cannot be used here is left to the tool itself. */
  private static Map<String, Shape> shapes(List<ToolDefinition> tools) {
    var shapes = new HashMap<String, Shape>();
    for (var tool : tools) {
      try {
        shapes.put(tool.name(), Shape.of(tool.parameters()));
      } catch (IllegalArgumentException _) {
        // The tool will say what it does not take.
      }
    }
    return shapes;
  }

  Order read(ToolCall call) {
    JsonNode arguments;
    try {
      String text = call.arguments().isBlank() ? "{}" : call.arguments();
      arguments = Json.read(text);
    } catch (Json.MalformedException e) {
      return flawed(
          StringNode.valueOf(call.arguments()),
          "The arguments are not JSON: line %d, column %d: %s"
              .formatted(e.line(), e.column(), e.getMessage()),
          "Send one JSON object");
    }
    if (!(arguments instanceof ObjectNode object)) {
      return flawed(arguments, "The arguments are no JSON object", "Send one JSON object");
    }
    if (tools.stream().noneMatch(tool -> tool.name().equals(call.name()))) {
      return flawed(arguments, "There is no tool '%s'".formatted(call.name()), names());
    }
    return fitting(call.name(), object);
  }

  private Order fitting(String tool, ObjectNode arguments) {
    var shape = shapes.get(tool);
    var flaws = shape == null ? List.<Shape.Flaw>of() : shape.flaws(shape.settle(arguments));
    if (flaws.isEmpty()) {
      return new Order(arguments, Optional.empty());
    }
    String told =
        flaws.stream()
            .limit(TOLD_MAX)
            .map(flaw ->
                flaw.path().isEmpty()
                    ? flaw.message()
                    : String.join(".", flaw.path()) + ": " + flaw.message())
            .collect(Collectors.joining("; "));
    return flawed(
        arguments, "The arguments do not fit: " + told, "Send what the tool's parameters ask for");
  }

  private String names() {
    if (tools.isEmpty()) {
      return "There are no tools";
    }
    return "There are "
        + tools.stream().limit(TOLD_MAX).map(ToolDefinition::name).collect(Collectors.joining(", "))
        + (tools.size() > TOLD_MAX ? " and others" : "");
  }

  private static Order flawed(JsonNode arguments, String what, String remedy) {
    return new Order(arguments, Optional.of(new Ran.Failed(what, remedy)));
  }
}
