package io.skillmill.schema.check;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out members that are null where null is not allowed: models that are held to a schema word
 * by word write down every member, and null for those that they leave out.
 */
record Omissions(JsonNode root) {

  /** Whether a schema has members that may have members themselves. */
  static boolean mayBeIn(JsonNode schema) {
    return schema.path("properties").valueStream().anyMatch(Omissions::nests);
  }

  private static boolean nests(JsonNode schema) {
    return schema.has("properties") || schema.has("items") || schema.has("$ref");
  }

  /** The value without them; the same value where there are none. */
  JsonNode made(JsonNode schema, JsonNode value) {
    JsonNode meant = meant(schema);
    return switch (value) {
      case ObjectNode object when meant.path("properties").isObject() -> object(meant, object);
      case ArrayNode list when meant.path("items").isObject() -> list(meant.path("items"), list);
      default -> value;
    };
  }

  /** Values are kept wherever nothing is taken out of them, so their identity tells. */
  @SuppressWarnings("ReferenceEquality")
  static boolean isOther(JsonNode made, JsonNode given) {
    return made != given;
  }

  private JsonNode meant(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    if (reference.equals("#")) {
      return root;
    }
    return reference.startsWith("#/") ? root.at(reference.substring(1)) : schema;
  }

  private JsonNode object(JsonNode schema, ObjectNode object) {
    ObjectNode made = object;
    for (var property : schema.path("properties").properties()) {
      JsonNode given = object.get(property.getKey());
      if (given == null) {
        continue;
      }
      boolean omitted = given.isNull() && !Shape.allowsNull(meant(property.getValue()));
      JsonNode inner = omitted ? given : made(property.getValue(), given);
      if (omitted || isOther(inner, given)) {
        made = isOther(made, object) ? made : object.objectNode().setAll(object);
        if (omitted) {
          made.remove(property.getKey());
        } else {
          made.set(property.getKey(), inner);
        }
      }
    }
    return made;
  }

  private JsonNode list(JsonNode items, ArrayNode list) {
    ArrayNode made = list;
    for (int i = 0; i < list.size(); i++) {
      JsonNode inner = made(items, list.path(i));
      if (isOther(inner, list.path(i))) {
        made = isOther(made, list) ? made : list.arrayNode().addAll(list);
        made.set(i, inner);
      }
    }
    return made;
  }
}
