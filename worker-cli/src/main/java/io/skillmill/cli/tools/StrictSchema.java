package io.skillmill.cli.tools;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rewrites schemas so that a model can be held to them word by word: every member is required,
 * those that may be left out may be null instead, and there are no others. Words that only narrow
 * what is taken are left out, for the skill checks them; a schema that allows what cannot be
 * written down in this way is none.
 */
final class StrictSchema {

  /** How deep objects and lists may stand in each other. */
  static final int NESTING_MAX = 10;

  /** How many members there may be in all. */
  static final int MEMBERS_MAX = 5_000;

  private static final Set<String> KEPT =
      Set.of(
          "description",
          "title",
          "pattern",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minItems",
          "maxItems");

  private static final List<String> REFUSED =
      List.of(
          "allOf",
          "oneOf",
          "not",
          "if",
          "then",
          "else",
          "patternProperties",
          "dependentRequired",
          "dependentSchemas",
          "dependencies",
          "prefixItems",
          "unevaluatedProperties",
          "$dynamicRef");

  private static final Set<String> FORMATS =
      Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

  private static final List<String> STORES = List.of("$defs", "definitions");

  /** A schema that cannot be strict, and why. */
  static final class LooseException extends Exception {
    private static final long serialVersionUID = 1L;

    LooseException(String place, String why) {
      super((place.isEmpty() ? "the input" : "'" + place + "'") + " " + why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  private int members;

  private StrictSchema() {}

  /** The strict form of a schema with a plain root. */
  static ObjectNode of(ObjectNode schema) throws LooseException {
    var strict = new StrictSchema();
    ObjectNode made = strict.object(schema, "", 1);
    for (String store : STORES) {
      if (schema.path(store).isObject()) {
        var kept = made.putObject(store);
        for (var one : schema.path(store).properties()) {
          kept.set(one.getKey(), strict.any(one.getValue(), one.getKey(), 1));
        }
      }
    }
    return made;
  }

  private ObjectNode any(JsonNode schema, String place, int depth) throws LooseException {
    if (!(schema instanceof ObjectNode object) || object.isEmpty()) {
      throw new LooseException(place, "may be anything");
    }
    for (String word : REFUSED) {
      if (object.has(word)) {
        throw new LooseException(place, "is described with '" + word + "'");
      }
    }
    if (depth > NESTING_MAX) {
      throw new LooseException(place, "stands deeper than %d levels".formatted(NESTING_MAX));
    }
    if (object.has("$ref")) {
      return reference(object, place);
    }
    if (object.has("anyOf")) {
      return choice(object, place, depth);
    }
    if (object.has("enum") || object.has("const")) {
      return listed(object);
    }
    return typed(object, place, depth);
  }

  private static ObjectNode reference(ObjectNode schema, String place) throws LooseException {
    String target = schema.path("$ref").asString("");
    boolean known =
        target.equals("#")
            || STORES.stream()
                .map(store -> "#/" + store + "/")
                .anyMatch(
                    start -> target.startsWith(start) && target.indexOf('/', start.length()) < 0);
    if (!known) {
      throw new LooseException(place, "refers to " + target);
    }
    return Json.object().put("$ref", target);
  }

  private ObjectNode choice(ObjectNode schema, String place, int depth) throws LooseException {
    var made = words(schema);
    var branches = made.putArray("anyOf");
    for (JsonNode branch : schema.path("anyOf")) {
      branches.add(any(branch, place, depth));
    }
    return made;
  }

  private static ObjectNode listed(ObjectNode schema) {
    var made = words(schema);
    var values = Json.array();
    if (schema.has("const")) {
      values.add(schema.path("const"));
    } else {
      schema.path("enum").forEach(values::add);
    }
    made.set("type", schema.has("type") ? schema.path("type").deepCopy() : types(values));
    made.set("enum", values);
    return made;
  }

  private static JsonNode types(ArrayNode values) {
    var types = Json.array();
    for (JsonNode value : values) {
      String type = type(value);
      if (types.valueStream().noneMatch(known -> known.asString().equals(type))) {
        types.add(type);
      }
    }
    return types.size() == 1 ? types.path(0) : types;
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case ARRAY -> "array";
      case OBJECT -> "object";
      default -> "null";
    };
  }

  private ObjectNode typed(ObjectNode schema, String place, int depth) throws LooseException {
    List<String> types = typesOf(schema);
    if (types.isEmpty()) {
      throw new LooseException(place, "does not say of which type it is");
    }
    ObjectNode made = types.contains("object") ? object(schema, place, depth) : words(schema);
    if (types.contains("array")) {
      if (!schema.path("items").isObject()) {
        throw new LooseException(place, "is a list of anything");
      }
      made.set("items", any(schema.path("items"), place, depth + 1));
    }
    if (schema.has("type")) {
      made.set("type", schema.path("type").deepCopy());
    } else {
      made.put("type", types.getFirst());
    }
    return made;
  }

  private static List<String> typesOf(ObjectNode schema) {
    var type = schema.path("type");
    if (type.isString()) {
      return List.of(type.asString());
    }
    var types = new ArrayList<String>();
    type.forEach(one -> types.add(one.asString("")));
    if (types.isEmpty() && schema.has("properties")) {
      types.add("object");
    }
    if (types.isEmpty() && schema.has("items")) {
      types.add("array");
    }
    return types;
  }

  private ObjectNode object(ObjectNode schema, String place, int depth) throws LooseException {
    var others = schema.path("additionalProperties");
    boolean closed = others.isBoolean() && !others.asBoolean();
    var properties = schema.path("properties");
    boolean unknown = properties.isEmpty() && !closed && depth > 1;
    if (unknown || (!others.isMissingNode() && !closed)) {
      throw new LooseException(place, "has members of any name");
    }
    var made = words(schema);
    made.put("type", "object");
    var kept = made.putObject("properties");
    var required = named(schema.path("required"), properties, place);
    var all = made.putArray("required");
    for (var member : properties.properties()) {
      count(place);
      var strict = any(member.getValue(), member.getKey(), depth + 1);
      kept.set(member.getKey(), required.contains(member.getKey()) ? strict : orNull(strict));
      all.add(member.getKey());
    }
    return made.put("additionalProperties", false);
  }

  private void count(String place) throws LooseException {
    if (++members > MEMBERS_MAX) {
      throw new LooseException(place, "has more than %d members".formatted(MEMBERS_MAX));
    }
  }

  private static List<String> named(JsonNode required, JsonNode properties, String place)
      throws LooseException {
    var names = new ArrayList<String>();
    for (JsonNode name : required) {
      if (!properties.has(name.asString(""))) {
        throw new LooseException(place, "needs a member that it does not describe");
      }
      names.add(name.asString());
    }
    return names;
  }

  /** The same, or null. */
  private static ObjectNode orNull(ObjectNode schema) {
    if (schema.has("anyOf")) {
      schema.withArray("anyOf").add(Json.object().put("type", "null"));
      return schema;
    }
    if (!schema.has("type")) {
      var either = Json.object();
      either.putArray("anyOf").add(schema).add(Json.object().put("type", "null"));
      return either;
    }
    var types = Json.array();
    var known = schema.path("type");
    if (known.isString()) {
      types.add(known);
    } else {
      known.forEach(types::add);
    }
    if (types.valueStream().noneMatch(type -> type.asString().equals("null"))) {
      types.add("null");
      if (schema.has("enum")) {
        schema.withArray("enum").addNull();
      }
    }
    schema.set("type", types);
    return schema;
  }

  /** What is said of it beside its type; a default is said in words. */
  private static ObjectNode words(ObjectNode schema) {
    var made = Json.object();
    for (var word : schema.properties()) {
      boolean format = word.getKey().equals("format");
      if (KEPT.contains(word.getKey())
          || (format && FORMATS.contains(word.getValue().asString("")))) {
        made.set(word.getKey(), word.getValue().deepCopy());
      }
    }
    if (schema.has("default") && !schema.path("default").isNull()) {
      String said = made.path("description").asString("");
      String byDefault = "Default: " + Json.write(schema.path("default"));
      made.put("description", said.isEmpty() ? byDefault : said + " (" + byDefault + ")");
    }
    return made;
  }
}
