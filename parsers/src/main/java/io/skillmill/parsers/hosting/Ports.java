package io.skillmill.parsers.hosting;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import io.skillmill.schema.check.Shape;
import io.skillmill.schema.json.Json;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what goes in or comes out of a skill: a JSON Schema, or the short form with a line for each
 * parameter.
 */
final class Ports {

  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "array", "object", "null");

  /** Python's words for them, which people write in the short form. */
  private static final Map<String, String> PYTHON =
      Map.of(
          "str", "string",
          "int", "integer",
          "float", "number",
          "bool", "boolean",
          "list", "array",
          "dict", "object");

  private static final Set<String> SCHEMA_WORDS =
      Set.of(
          "$schema",
          "$id",
          "$defs",
          "$ref",
          "$comment",
          "type",
          "title",
          "description",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "enum",
          "const",
          "format",
          "default",
          "examples",
          "oneOf",
          "anyOf",
          "allOf",
          "minItems",
          "maxItems",
          "minimum",
          "maximum");

  private final Page page;

  Ports(Page page) {
    this.page = page;
  }

  /** A schema for an object; without members where nothing is declared. */
  ObjectNode inputs(Fields root) {
    return read(root, "inputs", false);
  }

  /** A schema for any value; without members where nothing is declared. */
  ObjectNode outputs(Fields root) {
    return read(root, "outputs", true);
  }

  private ObjectNode read(Fields root, String name, boolean anyValue) {
    var ports = root.below(name);
    if (ports.isEmpty()) {
      return Json.object();
    }
    Located at = ports.get().located();
    var schema = isSchema(at, anyValue) ? (ObjectNode) Page.plain(at) : shortForm(at);
    try {
      Shape.of(schema);
      return schema;
    } catch (IllegalArgumentException e) {
      page.error("schema-invalid", "%s: %s; correct it".formatted(name, e.getMessage()), at);
      return Json.object();
    }
  }

  /**
   * A parameter can be called {@code type} or {@code properties} too, so those words alone do not
   * make a schema.
   */
  private static boolean isSchema(Located at, boolean anyValue) {
    boolean words = at.children().stream().allMatch(each -> SCHEMA_WORDS.contains(each.name()));
    if (at.at("$schema").isText() || at.at("$ref").isText()) {
      return true;
    }
    String type = at.at("type").text();
    if (type.equals("object") || (anyValue && words && TYPES.contains(type))) {
      return true;
    }
    Located properties = at.at("properties");
    return words && properties.isObject() && !properties.at("type").isText();
  }

  private ObjectNode shortForm(Located at) {
    var schema = Json.object().put("type", "object");
    var properties = schema.putObject("properties");
    var required = Json.array();
    for (Located parameter : at) {
      properties.set(parameter.name(), parameter(parameter, required));
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private JsonNode parameter(Located parameter, ArrayNode required) {
    var schema = Json.object();
    if (parameter.isText()) {
      type(parameter, schema);
      required.add(parameter.name());
      return schema;
    }
    if (!parameter.isObject()) {
      page.error(
          "parameter-invalid",
          "The parameter %s must be a type, or fields such as type and description; write %s"
              .formatted(Shown.of(parameter.name()), parameter.name() + ": {type: string}"),
          parameter);
      return schema;
    }
    var fields = new Fields(page, parameter);
    for (Located member : parameter) {
      switch (member.name()) {
        case "required" -> {}
        case "type" -> type(member, schema);
        default -> schema.set(member.name(), Page.plain(member));
      }
    }
    if (fields.flag("required").orElse(!parameter.at("default").isThere())) {
      required.add(parameter.name());
    }
    return schema;
  }

  private void type(Located type, ObjectNode schema) {
    if (type.isArray()) { // several types, as JSON Schema has them
      schema.set("type", Page.plain(type));
      return;
    }
    String word = type.text().strip();
    String known = PYTHON.getOrDefault(word, word);
    if (known.equals("any")) {
      return;
    }
    if (!TYPES.contains(known)) {
      String remedy =
          Nearest.to(word, TYPES)
              .map("did you mean %s?"::formatted)
              .orElse("use string, integer, number, boolean, array, object or any");
      page.error(
          "type-unknown", "%s is no type; %s".formatted(Shown.of(type.spelled()), remedy), type);
      return;
    }
    schema.put("type", known);
  }
}
