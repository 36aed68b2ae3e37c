package io.skillmill.coordination.skills.registry;

import io.skillmill.schema.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The short description that comes with a piece of code: its name, what it does, and a word for the
 * type of each input.
 */
record Meta(ObjectNode meta, List<String> warnings) {

  private static final List<String> TAKEN_OVER =
      List.of(
          "name",
          "description",
          "category",
          "complexity",
          "performance",
          "position",
          "tags",
          "use_cases",
          "works_well_with",
          "limits",
          "credentials",
          "pure",
          "cache");

  private static final List<String> READ =
      List.of("version", "inputs", "outputs", "kind", "examples", "id", "created_at", "updated_at");

  private static final String FIRST_VERSION = "0.1.0";

  ObjectNode declaration() {
    var declaration = Json.object();
    for (var member : meta.properties()) {
      if (TAKEN_OVER.contains(member.getKey())) {
        if (!member.getValue().isNull()) {
          declaration.set(member.getKey(), member.getValue());
        }
      } else if (!READ.contains(member.getKey())) {
        warnings.add("'%s' means nothing in meta, and was passed over".formatted(member.getKey()));
      }
    }
    declaration.put("version", meta.path("version").asString(FIRST_VERSION));
    ports(declaration, "inputs");
    ports(declaration, "outputs");
    declaration.putObject("implementation").put("kind", meta.path("kind").asString("python"));
    return declaration;
  }

  private void ports(ObjectNode declaration, String name) {
    JsonNode ports = meta.path(name);
    if (!ports.isObject() || ports.isEmpty()) {
      return;
    }
    boolean words = ports.valueStream().anyMatch(JsonNode::isString);
    boolean schema = ports.path("type").isString() && ports.path("properties").isObject();
    declaration.set(name, !words || schema ? ports : schema(name, (ObjectNode) ports));
  }

  private ObjectNode schema(String name, ObjectNode ports) {
    var schema = Json.object().put("type", "object");
    var properties = schema.putObject("properties");
    var required = Json.array();
    for (var port : ports.properties()) {
      var word = TypeWord.of(port.getValue());
      if (word.isEmpty()) {
        properties.set(port.getKey(), port.getValue());
        continue;
      }
      properties.set(port.getKey(), word.get().schema());
      if (!word.get().known()) {
        warnings.add(
            "%s.%s: '%s' is no type that is known here, so it may be anything"
                .formatted(name, port.getKey(), port.getValue().asString()));
      }
      if (!word.get().optional()) {
        required.add(port.getKey());
      }
    }
    if (!required.isEmpty() && name.equals("inputs")) {
      schema.set("required", required);
    }
    return schema;
  }
}
