package io.skillmill.schema.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out members that are null where null is not allowed: models that are held to a schema word
 * by word write down every member, and null for those that they leave out. Follows references, and
 * of a choice the branches that a value was likely written for. Belongs to one thread.
 */
final class Omissions {

  /** How many descriptions of one value are read. */
  private static final int MEANINGS_MAX = 100;

  /** How often descriptions are looked at for one value that has members. */
  private static final int LOOKS_MAX = 2_000;

  /** How deep descriptions and references may stand in each other at one look. */
  private static final int DEPTH_MAX = 20;

  private static final List<String> CHOICES = List.of("anyOf", "oneOf");
  private static final List<String> NESTING =
      List.of("properties", "items", "$ref", "allOf", "anyOf", "oneOf");

  private final JsonNode root;
  private int looks;

  Omissions(JsonNode root) {
    this.root = root;
  }

  /** Whether there is more to it than members without members of their own. */
  static boolean mayBeIn(JsonNode schema) {
    return NESTING.stream().skip(1).anyMatch(schema::has)
        || schema.path("properties").valueStream().anyMatch(Omissions::nests);
  }

  private static boolean nests(JsonNode schema) {
    return NESTING.stream().anyMatch(schema::has);
  }

  /** The input without them; the same input where there are none. */
  ObjectNode made(ObjectNode input) {
    return made(List.of(root), input) instanceof ObjectNode made ? made : input;
  }

  private JsonNode made(List<JsonNode> schemas, JsonNode value) {
    return switch (value) {
      case ObjectNode object -> object(meant(schemas, object), object);
      case ArrayNode list -> list(inside(meant(schemas, list), "items"), list);
      default -> value;
    };
  }

  /** Values are kept wherever nothing is taken out of them, so their identity tells. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isOther(JsonNode made, JsonNode given) {
    return made != given;
  }

  private static List<JsonNode> inside(List<JsonNode> schemas, String word) {
    return schemas.stream().map(schema -> schema.path(word)).filter(JsonNode::isObject).toList();
  }

  private JsonNode object(List<JsonNode> schemas, ObjectNode object) {
    var properties = inside(schemas, "properties");
    ObjectNode made = object;
    for (var member : object.properties()) {
      String name = member.getKey();
      JsonNode given = member.getValue();
      var described = inside(properties, name);
      boolean omitted =
          given.isNull()
              && !described.isEmpty()
              && described.stream().noneMatch(schema -> allowsNull(schema, 0));
      JsonNode inner = omitted || described.isEmpty() ? given : made(described, given);
      if (omitted || isOther(inner, given)) {
        made = isOther(made, object) ? made : object.objectNode().setAll(object);
        if (omitted) {
          made.remove(name);
        } else {
          made.set(name, inner);
        }
      }
    }
    return made;
  }

  private JsonNode list(List<JsonNode> items, ArrayNode list) {
    ArrayNode made = list;
    for (int i = 0; i < list.size() && !items.isEmpty(); i++) {
      JsonNode inner = made(items, list.path(i));
      if (isOther(inner, list.path(i))) {
        made = isOther(made, list) ? made : list.arrayNode().addAll(list);
        made.set(i, inner);
      }
    }
    return made;
  }

  // ---- what describes a value

  private List<JsonNode> meant(List<JsonNode> schemas, JsonNode value) {
    looks = 0;
    var all = new ArrayList<JsonNode>();
    schemas.forEach(schema -> collect(schema, value, all));
    return all;
  }

  private void collect(JsonNode schema, JsonNode value, List<JsonNode> all) {
    if (all.size() >= MEANINGS_MAX) {
      return;
    }
    all.add(schema);
    if (schema.has("$ref")) {
      collect(target(schema), value, all);
    }
    schema.path("allOf").forEach(part -> collect(part, value, all));
    for (String choice : CHOICES) {
      likely(schema.path(choice), value).forEach(branch -> collect(branch, value, all));
    }
  }

  private JsonNode target(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    if (reference.equals("#")) {
      return root;
    }
    return root.at(reference.startsWith("#/") ? reference.substring(1) : "/$defs/-");
  }

  private List<JsonNode> likely(JsonNode branches, JsonNode value) {
    var likely = branches.valueStream().filter(branch -> mayBe(branch, value, 0)).toList();
    return likely.isEmpty() ? branches.valueStream().toList() : likely;
  }

  /** By what can be seen quickly; its check comes later. */
  private boolean mayBe(JsonNode schema, JsonNode value, int depth) {
    if (depth > DEPTH_MAX || ++looks > LOOKS_MAX) {
      return true;
    }
    if (schema.has("$ref") && !mayBe(target(schema), value, depth + 1)) {
      return false;
    }
    for (String choice : CHOICES) {
      if (schema.has(choice)
          && schema
              .path(choice)
              .valueStream()
              .noneMatch(branch -> mayBe(branch, value, depth + 1))) {
        return false;
      }
    }
    return isOfType(schema.path("type"), value)
        && isListed(schema, value)
        && (!schema.path("properties").isObject()
            || !(value instanceof ObjectNode object)
            || hasMembers(schema, object, depth));
  }

  private boolean hasMembers(JsonNode schema, ObjectNode object, int depth) {
    JsonNode properties = schema.path("properties");
    return object.properties().stream()
            .allMatch(member ->
                properties.has(member.getKey())
                    && (member.getValue().isNull()
                        || mayBe(properties.path(member.getKey()), member.getValue(), depth + 1)))
        && schema.path("required").valueStream().allMatch(name -> object.has(name.asString("")));
  }

  private static boolean isOfType(JsonNode type, JsonNode value) {
    Stream<JsonNode> types = type.isArray() ? type.valueStream() : Stream.of(type);
    return type.isMissingNode()
        || types.anyMatch(one ->
            switch (one.asString("")) {
              case "object" -> value.isObject();
              case "array" -> value.isArray();
              case "string" -> value.isString();
              case "boolean" -> value.isBoolean();
              case "null" -> value.isNull();
              default -> value.isNumber();
            });
  }

  private static boolean isListed(JsonNode schema, JsonNode value) {
    return value.isNumber() // which may be written in several ways
        || ((!schema.has("const") || schema.path("const").equals(value))
            && (!schema.has("enum") || schema.path("enum").valueStream().anyMatch(value::equals)));
  }

  private boolean allowsNull(JsonNode schema, int depth) {
    if (depth > DEPTH_MAX || ++looks > LOOKS_MAX) {
      return true;
    }
    return Shape.allowsNull(schema)
        && (!schema.has("$ref") || allowsNull(target(schema), depth + 1))
        && schema.path("allOf").valueStream().allMatch(part -> allowsNull(part, depth + 1))
        && CHOICES.stream()
            .filter(schema::has)
            .allMatch(choice ->
                schema
                    .path(choice)
                    .valueStream()
                    .anyMatch(branch -> allowsNull(branch, depth + 1)));
  }
}
