package io.skillmill.coordination.skills.bundled;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.composite.Arithmetic;
import io.skillmill.schema.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds, subtracts, multiplies, divides and raises to a power. */
final class Calculator implements SkillCode {

  @Override
  public boolean isLight() {
    return true;
  }

  @Override
  public JsonNode run(ObjectNode input, SkillContext context) throws SkillException {
    JsonNode a = input.path("a");
    JsonNode b = input.path("b");
    Optional<JsonNode> result =
        switch (input.path("operation").asString()) {
          case "add" -> Arithmetic.add(a, b);
          case "subtract" -> Arithmetic.subtract(a, b);
          case "multiply" -> Arithmetic.multiply(a, b);
          case "divide" -> divided(a, b);
          case "power" -> Arithmetic.power(a, b);
          case String other ->
              throw SkillException.refused(
                  "Unknown operation: '%s'. Use add, subtract, multiply, divide or power"
                      .formatted(Shown.of(other)));
        };
    JsonNode number =
        result.orElseThrow(
            () -> SkillException.refused("The result is no number, or too large for one"));
    var output = Json.object();
    output.set("result", number);
    return output;
  }

  private static Optional<JsonNode> divided(JsonNode a, JsonNode b) throws SkillException {
    if (b.asDouble() == 0) {
      throw SkillException.refused("Division by zero: give a 'b' other than 0");
    }
    return Arithmetic.divide(a, b);
  }
}
