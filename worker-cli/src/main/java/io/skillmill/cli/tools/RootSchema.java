package io.skillmill.cli.tools;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema of an object as models take it: its root is an object with members, and neither a
 * reference nor a choice, for those are refused there. The skill goes on checking what it declares.
 */
final class RootSchema {

  private static final List<String> CHOICES = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> REFUSED = List.of("allOf", "anyOf", "oneOf", "enum", "not");

  private RootSchema() {}

  /** The same schema with a plain root; changes what it is given. */
  static ObjectNode plain(ObjectNode schema) {
    inline(schema);
    for (String choice : CHOICES) {
      for (JsonNode branch : schema.path(choice)) {
        adopt(schema, branch, choice.equals("allOf"));
      }
    }
    schema.remove(REFUSED);
    return schema;
  }

  /** What the root refers to stands in its place. */
  private static void inline(ObjectNode schema) {
    String reference = schema.path("$ref").asString("");
    schema.remove("$ref");
    if (reference.startsWith("#/") && schema.at(reference.substring(1)) instanceof ObjectNode at) {
      adopt(schema, at, true);
    }
  }

  private static void adopt(ObjectNode schema, JsonNode branch, boolean always) {
    ObjectNode members =
        schema.get("properties") instanceof ObjectNode known
            ? known
            : schema.putObject("properties");
    for (var member : branch.path("properties").properties()) {
      if (!members.has(member.getKey())) {
        members.set(member.getKey(), member.getValue().deepCopy());
      }
    }
    if (always) {
      var required = schema.withArray("required");
      for (JsonNode name : branch.path("required")) {
        required.add(name);
      }
    }
  }
}
