package io.skillmill.coordination.skills.composite;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which names an expression may use at the step that is being read. */
final class Known {

  private static final Set<String> PARTS = Set.of("result", "status", "error");

  private enum When {
    EARLIER,
    NOT_YET
  }

  private final Set<String> inputs = new LinkedHashSet<>();
  private final boolean anyInput;
  private final Map<String, When> steps = new LinkedHashMap<>();

  Known(ObjectNode inputSchema) {
    JsonNode properties = inputSchema.path("properties");
    properties.properties().forEach(property -> inputs.add(property.getKey()));
    anyInput = inputs.isEmpty();
  }

  /** Whether the name was free. */
  boolean announce(String step) {
    return steps.putIfAbsent(step, When.NOT_YET) == null;
  }

  /** From here on it may be referred to. */
  void over(String step) {
    steps.put(step, When.EARLIER);
  }

  void checkInput(String name, int column) throws MisreadException {
    if (!anyInput && !inputs.contains(name)) {
      throw new MisreadException(
          column,
          "the skill declares no input '%s', only %s".formatted(name, String.join(", ", inputs)));
    }
  }

  void checkStep(String id, int column) throws MisreadException {
    When when = steps.get(id);
    if (when == null) {
      throw new MisreadException(
          column, "there is no step '%s'; those before are %s".formatted(id, earlier()));
    }
    if (when == When.NOT_YET) {
      throw new MisreadException(
          column, "the step '%s' is not over by then; refer to an earlier one".formatted(id));
    }
  }

  void checkPart(String id, String part, int column) throws MisreadException {
    if (!PARTS.contains(part)) {
      throw new MisreadException(
          column,
          "a step has a result, a status and an error, but no '%s'; write steps.%s.result.%s"
              .formatted(part, id, part));
    }
  }

  private String earlier() {
    String names =
        steps.entrySet().stream()
            .filter(step -> step.getValue() == When.EARLIER)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }
}
