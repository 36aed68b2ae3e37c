package io.skillmill.cli.tools;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

  /** What cannot be told of the root itself. */
  private static final List<String> REFUSED_AT_ROOT = List.of("$ref", "anyOf", "enum", "const");

  /** What more may be said of a choice, or of a reference, than can be told beside one. */
  private static final List<String> SHAPING =
      List.of("properties", "required", "additionalProperties", "items", "enum", "const", "anyOf");

  private static final Set<String> FORMATS =
      Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

  /** What a root is followed into. */
  private static final Set<String> FOLLOWED = Set.of("allOf", "oneOf", "not");

  private static final String ANY_NAME = "has members of any name";

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

  /** A schema that others refer to. */
  private record Definition(String store, String name) {
    static Optional<Definition> of(String reference) {
      return STORES.stream()
          .filter(store -> reference.startsWith("#/" + store + "/"))
          .map(store -> new Definition(store, reference.substring(store.length() + 3)))
          .findFirst();
    }

    JsonNode in(JsonNode root) {
      return root.path(store).path(name);
    }
  }

  private final ObjectNode root;
  private final Set<Definition> referred = new LinkedHashSet<>();
  private int members;

  private StrictSchema(ObjectNode root) {
    this.root = root;
  }

  /** The strict form of a schema with a plain root, and of all that it refers to. */
  static ObjectNode of(ObjectNode schema) throws LooseException {
    refuse(schema, "", REFUSED);
    refuse(schema, "", REFUSED_AT_ROOT);
    var strict = new StrictSchema(schema);
    ObjectNode made = strict.object(schema, "", 1);
    var done = new HashSet<Definition>();
    while (done.size() < strict.referred.size()) {
      for (var each : List.copyOf(strict.referred)) {
        if (done.add(each)) {
          var store =
              made.get(each.store()) instanceof ObjectNode known
                  ? known
                  : made.putObject(each.store());
          store.set(each.name(), strict.any(each.in(schema), each.name(), 2));
        }
      }
    }
    return made;
  }

  /** Why a branch of a root may take more than the members that it describes; empty if not. */
  static Optional<String> more(JsonNode branch) {
    if (!isClosed(branch) && branch.has("additionalProperties")) {
      return Optional.of(ANY_NAME);
    }
    return Stream.concat(REFUSED.stream(), Stream.of("enum", "const"))
        .filter(word -> !FOLLOWED.contains(word) && branch.has(word))
        .findFirst()
        .map(StrictSchema::described);
  }

  private static void refuse(ObjectNode schema, String place, List<String> words)
      throws LooseException {
    for (String word : words) {
      if (schema.has(word)) {
        throw new LooseException(place, described(word));
      }
    }
  }

  private static String described(String word) {
    return "is described with '%s'".formatted(word);
  }

  private ObjectNode any(JsonNode schema, String place, int depth) throws LooseException {
    if (!(schema instanceof ObjectNode object) || object.isEmpty()) {
      throw new LooseException(place, "may be anything");
    }
    refuse(object, place, REFUSED);
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
      return listed(object, place);
    }
    return typed(object, place, depth);
  }

  private ObjectNode reference(ObjectNode schema, String place) throws LooseException {
    String target = schema.path("$ref").asString("");
    var definition = Definition.of(target);
    if (!target.equals("#") && definition.filter(each -> each.in(root).isObject()).isEmpty()) {
      throw new LooseException(place, "refers to " + target);
    }
    refuseBeside("$ref", schema, place);
    definition.ifPresent(referred::add);
    return Json.object().put("$ref", target);
  }

  private static void refuseBeside(String word, ObjectNode schema, String place)
      throws LooseException {
    for (String other : SHAPING) {
      if (!other.equals(word) && schema.has(other)) {
        throw new LooseException(place, described(word) + " and '%s'".formatted(other));
      }
    }
  }

  private ObjectNode choice(ObjectNode schema, String place, int depth) throws LooseException {
    refuseBeside("anyOf", schema, place);
    var made = words(schema);
    var branches = made.putArray("anyOf");
    for (JsonNode branch : schema.path("anyOf")) {
      branches.add(any(branch, place, depth));
    }
    return made;
  }

  private static ObjectNode listed(ObjectNode schema, String place) throws LooseException {
    var made = words(schema);
    var values = Json.array();
    if (schema.has("const")) {
      values.add(schema.path("const"));
    } else {
      schema.path("enum").forEach(values::add);
    }
    if (values.valueStream().anyMatch(JsonNode::isContainer)) {
      throw new LooseException(place, "lists what is no single value");
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
    boolean closed = isClosed(schema);
    var properties = schema.path("properties");
    boolean unknown = properties.isEmpty() && !closed && depth > 1;
    if (unknown || (schema.has("additionalProperties") && !closed)) {
      throw new LooseException(place, ANY_NAME);
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

  private static boolean isClosed(JsonNode schema) {
    var others = schema.path("additionalProperties");
    return others.isBoolean() && !others.asBoolean();
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
    var none = Json.object().put("type", "null");
    if (schema.has("anyOf")) {
      if (schema.path("anyOf").valueStream().noneMatch(none::equals)) {
        schema.withArray("anyOf").add(none);
      }
      return schema;
    }
    if (!schema.has("type")) {
      var either = Json.object();
      either.putArray("anyOf").add(schema).add(none);
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
    }
    if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(JsonNode::isNull)) {
      schema.withArray("enum").addNull();
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
