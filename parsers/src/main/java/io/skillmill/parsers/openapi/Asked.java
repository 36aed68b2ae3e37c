package io.skillmill.parsers.openapi;

import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.located.Located;
import io.skillmill.schema.json.Json;
import java.util.IdentityHashMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a schema is asked of a caller: all but the members that the service sets itself. Where
 * there are any, references to them are replaced by what they lead to, within bounds.
 */
final class Asked {

  /** How deep members are looked for, references counted. */
  private static final int LEVELS_MAX = 12;

  /** How many schemas are copied; past that they stay as they are. */
  private static final int COPIES_MAX = 2_000;

  private static final Set<String> PARTS = Set.of("allOf", "anyOf", "oneOf");

  private final Declaration declaration;
  private final IdentityHashMap<JsonNode, Boolean> known = new IdentityHashMap<>();
  private int copies;

  Asked(Declaration declaration) {
    this.declaration = declaration;
  }

  JsonNode of(Located schema) {
    return of(schema, 0);
  }

  private JsonNode of(Located schema, int level) {
    Located resolved = declaration.resolved(schema);
    if (level == LEVELS_MAX || !leavesOut(resolved, level) || copies == COPIES_MAX) {
      return schema.json();
    }
    copies++;
    ObjectNode asked = Json.object();
    for (Located keyword : resolved) {
      asked.set(keyword.name(), of(keyword, resolved, level + 1));
    }
    return asked;
  }

  private JsonNode of(Located keyword, Located schema, int level) {
    if (keyword.name().equals("properties")) {
      ObjectNode asked = Json.object();
      keyword.forEach(property -> {
        if (!isSet(property)) {
          asked.set(property.name(), of(property, level));
        }
      });
      return asked;
    }
    if (keyword.name().equals("required") && keyword.isArray()) {
      ArrayNode asked = Json.array();
      keyword.forEach(name -> {
        if (!isSet(schema.at("properties").at(name.text()))) {
          asked.add(name.json());
        }
      });
      return asked;
    }
    if (PARTS.contains(keyword.name()) && keyword.isArray()) {
      ArrayNode asked = Json.array();
      keyword.forEach(part -> asked.add(of(part, level)));
      return asked;
    }
    return keyword.name().equals("items") ? of(keyword, level) : keyword.json();
  }

  /** Whether the service sets a member of it itself, however deep. */
  private boolean leavesOut(Located schema, int level) {
    Boolean before = known.putIfAbsent(schema.json(), false);
    if (before != null || level == LEVELS_MAX) {
      return before != null && before;
    }
    boolean leaves =
        schema.at("properties").children().stream()
            .anyMatch(property -> isSet(property) || within(property, level));
    for (String keyword : PARTS) {
      leaves |= schema.at(keyword).children().stream().anyMatch(part -> within(part, level));
    }
    leaves |= schema.at("items").isObject() && within(schema.at("items"), level);
    known.put(schema.json(), leaves);
    return leaves;
  }

  private boolean within(Located schema, int level) {
    return leavesOut(declaration.resolved(schema), level + 1);
  }

  private boolean isSet(Located property) {
    return property.at("readOnly").isTrue()
        || declaration.resolved(property).at("readOnly").isTrue();
  }
}
