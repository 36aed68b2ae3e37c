package io.skillmill.cli.tools;

import io.skillmill.schema.check.Shape;
import io.skillmill.schema.json.Json;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Schemas of inputs as people and their tools write them, and values that are to fit them. */
final class RandomSchemas {

  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final List<String> TYPES = List.of("string", "integer", "boolean", "number");
  private static final List<String> CHOICES = List.of("anyOf", "anyOf", "oneOf", "allOf");
  private static final int DEPTH_MAX = 3;
  private static final int VALUE_DEPTH_MAX = 8;

  private final RandomGenerator random;

  RandomSchemas(RandomGenerator random) {
    this.random = random;
  }

  /** Where there is no end to a value. */
  static final class EndlessException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private boolean in(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  ObjectNode root() {
    var schema = in(6) ? Json.object().put("type", "object") : object(0);
    if (in(3)) {
      String choice = of(CHOICES);
      var branches = schema.putArray(choice);
      for (int i = 0; i < 2; i++) {
        branches.add(in(2) ? reference(of(List.of("one", "two"))) : object(1));
      }
    }
    if (in(20)) {
      schema.put("$ref", "#/$defs/one");
    }
    var definitions = schema.putObject("$defs");
    definitions.set("one", object(1));
    definitions.set("two", in(4) ? optional(reference("one")) : object(1));
    return schema;
  }

  private static ObjectNode reference(String name) {
    return Json.object().put("$ref", "#/$defs/" + name);
  }

  private ObjectNode reference() {
    return in(12) ? Json.object().put("$ref", "#") : reference(of(List.of("one", "two")));
  }

  private ObjectNode object(int depth) {
    var schema = Json.object().put("type", "object");
    var members = schema.putObject("properties");
    var required = Json.array();
    for (String name : NAMES) {
      if (in(2)) {
        members.set(name, any(depth + 1));
        if (in(3)) {
          required.add(name);
        }
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    if (in(3)) {
      schema.put("additionalProperties", !in(4) ? false : true);
    }
    if (in(25)) {
      schema.putObject("patternProperties").set("^x", Json.object().put("type", "string"));
    }
    return schema;
  }

  private ObjectNode any(int depth) {
    int most = depth > DEPTH_MAX ? 6 : 12;
    return switch (random.nextInt(most)) {
      case 0, 1 -> Json.object().put("type", of(TYPES));
      case 2 -> orNull(Json.object());
      case 3 -> listed();
      case 4 -> Json.object().set("const", word());
      case 5 -> in(4) ? odd() : reference();
      case 6, 7 -> beside(object(depth), depth);
      case 8 -> Json.object().put("type", "array").set("items", any(depth + 1));
      case 9 -> optional(reference());
      default -> {
        var schema = Json.object();
        schema.putArray("anyOf").add(any(depth + 1)).add(any(depth + 1));
        yield schema;
      }
    };
  }

  private ObjectNode orNull(ObjectNode schema) {
    schema.putArray("type").add(of(TYPES)).add("null");
    return schema;
  }

  private ObjectNode listed() {
    var schema = in(2) ? Json.object() : orNull(Json.object());
    var values = schema.putArray("enum").add(word()).add(1).add(true);
    if (in(3)) {
      values.addNull();
    }
    return schema;
  }

  private static ObjectNode optional(ObjectNode schema) {
    var either = Json.object();
    either.putArray("anyOf").add(schema).add(Json.object().put("type", "null"));
    return either;
  }

  /** Sometimes more than its members is said of an object. */
  private ObjectNode beside(ObjectNode schema, int depth) {
    if (in(8)) {
      schema.putArray(of(CHOICES)).add(object(depth + 1)).add(object(depth + 1));
    }
    if (in(20)) {
      schema.put("$ref", "#/$defs/one");
    }
    return schema;
  }

  /** What is rarely written. */
  private ObjectNode odd() {
    return switch (random.nextInt(3)) {
      case 0 -> Json.object();
      case 1 -> Json.object().put("type", "array");
      default -> {
        var schema = Json.object().put("type", "object");
        schema.putArray("enum").add(Json.object().put("a", 1));
        yield schema;
      }
    };
  }

  private JsonNode word() {
    return JsonNodeFactory.instance.stringNode(of(List.of("p", "q")));
  }

  // ---- values

  /** One that mostly fits a schema. */
  JsonNode value(JsonNode root, JsonNode schema, int depth) throws EndlessException {
    if (depth > 4 * VALUE_DEPTH_MAX) {
      throw new EndlessException();
    }
    if (schema.has("$ref")) {
      String target = schema.path("$ref").asString();
      JsonNode at = root.at(target.substring(1));
      return merged(root, schema, value(root, at, depth + 1), depth);
    }
    for (String choice : List.of("anyOf", "oneOf", "allOf")) {
      if (schema.has(choice)) {
        var branches = schema.path(choice).valueStream().toList();
        boolean ends = depth > VALUE_DEPTH_MAX && type(branches.getLast()).equals("null");
        JsonNode branch = ends ? branches.getLast() : of(branches);
        return merged(root, schema, value(root, branch, depth + 1), depth);
      }
    }
    return bare(root, schema, depth);
  }

  private static String type(JsonNode schema) {
    return schema.path("type").asString("");
  }

  private JsonNode merged(JsonNode root, JsonNode schema, JsonNode value, int depth)
      throws EndlessException {
    if (value instanceof ObjectNode members && schema.path("properties").isObject()) {
      var own = (ObjectNode) object(root, schema, depth);
      own.setAll(members);
      return own;
    }
    return value;
  }

  private JsonNode bare(JsonNode root, JsonNode schema, int depth) throws EndlessException {
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (schema.has("enum")) {
      var shape = Shape.of(schema);
      var fitting =
          schema.path("enum").valueStream().filter(each -> shape.flaws(each).isEmpty()).toList();
      return of(fitting.isEmpty() ? schema.path("enum").valueStream().toList() : fitting);
    }
    var types =
        schema.path("type").isArray()
            ? schema.path("type").valueStream().map(JsonNode::asString).toList()
            : List.of(type(schema));
    var make = JsonNodeFactory.instance;
    return switch (depth > VALUE_DEPTH_MAX ? types.getLast() : of(types)) {
      case "object" -> object(root, schema, depth);
      case "array" -> {
        var list = make.arrayNode();
        for (int i = depth > VALUE_DEPTH_MAX ? 0 : random.nextInt(3); i > 0; i--) {
          list.add(value(root, schema.path("items"), depth + 1));
        }
        yield list;
      }
      case "integer" -> make.numberNode(random.nextInt(5));
      case "number" -> make.numberNode(random.nextInt(5) + 0.5);
      case "boolean" -> make.booleanNode(random.nextBoolean());
      case "null" -> make.nullNode();
      default -> word();
    };
  }

  private JsonNode object(JsonNode root, JsonNode schema, int depth) throws EndlessException {
    var made = Json.object();
    var required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    for (var member : schema.path("properties").properties()) {
      boolean wanted = depth <= VALUE_DEPTH_MAX && in(2);
      if (wanted || required.contains(member.getKey())) {
        made.set(member.getKey(), value(root, member.getValue(), depth + 1));
      }
    }
    return made;
  }
}
