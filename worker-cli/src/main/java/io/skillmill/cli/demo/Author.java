package io.skillmill.cli.demo;

import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;

/**
 * Plays a model that writes one skill, out of two that are there: with a slip at first, and right
 * once it is told what came of it.
 */
final class Author {

  private static final String AREA =
      """
      {"declaration": {
         "name": "circle_area", "version": "0.1.0",
         "description": "The area of a circle, in square units of its radius",
         "inputs": {"radius": {"type": "number", "description": "At least 0"}},
         "outputs": {"area": {"type": "number"}},
         "implementation": {"kind": "composite",
           "steps": [
             {"id": "squared", "call": "%s", "with": {%s}},
             {"id": "area", "call": "calculator",
              "with": {"operation": "multiply", "a": 3.141592653589793,
                       "b": "${steps.squared.result.result}"}}],
           "return": {"area": "${steps.area.result.result}"}}},
       "examples": [{"input": {"radius": 2}, "output": {"area": 12.566370614359172}}]}
      """;

  /** Twice the radius is not its square, though 2 for a radius would not tell. */
  private static final String SLIP =
      AREA.formatted(
              "calculator", "\"operation\": \"multiply\", \"a\": 2, \"b\": \"${inputs.radius}\"")
          .replace("\"radius\": 2}", "\"radius\": 3}")
          .replace("12.566370614359172", "28.274333882308138");

  private static final String RIGHT = AREA.formatted("square", "\"x\": \"${inputs.radius}\"");

  private Author() {}

  /** What it writes. */
  static ChatAnswer write(ChatQuestion question) {
    boolean told = question.messages().stream().anyMatch(ChatMessage.Reply.class::isInstance);
    return ScriptedModel.says(told ? RIGHT : SLIP);
  }
}
