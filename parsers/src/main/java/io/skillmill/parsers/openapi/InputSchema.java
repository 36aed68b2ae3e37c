package io.skillmill.parsers.openapi;

import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.located.Located;
import io.skillmill.schema.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one schema of all that an operation is given. */
final class InputSchema {

  /** What the body is called beside the parameters. */
  private static final String BODY = "body";

  /** How deep members that the service sets itself are looked for. */
  private static final int LEVELS_MAX = 12;

  private final Declaration declaration;
  private final ObjectNode schema = Json.object().put("type", "object");
  private final ObjectNode properties = schema.putObject("properties");
  private final ArrayNode required = schema.putArray("required");

  InputSchema(Declaration declaration) {
    this.declaration = declaration;
  }

  ObjectNode of(List<Parameter> parameters, Located body, boolean bodyRequired) {
    for (Parameter parameter : parameters) {
      properties.set(parameter.name(), parameter.schema().json());
      if (parameter.isRequired()) {
        required.add(parameter.name());
      }
    }
    if (body.isThere()) {
      Located resolved = declaration.resolved(body);
      properties.set(BODY, hasSet(resolved, 0) ? asked(resolved, 0) : body.json());
      if (bodyRequired) {
        required.add(BODY);
      }
    }
    return schema;
  }

  /** Whether the service sets a member of it itself. */
  private boolean hasSet(Located object, int level) {
    return level < LEVELS_MAX
        && object.at("properties").children().stream()
            .anyMatch(one -> isSet(one) || hasSet(one, level + 1));
  }

  private boolean isSet(Located property) {
    return property.at("readOnly").isTrue()
        || declaration.resolved(property).at("readOnly").isTrue();
  }

  /** The schema without the members that the service sets, which a caller must not give. */
  private JsonNode asked(Located object, int level) {
    if (!hasSet(object, level)) {
      return object.json();
    }
    ObjectNode asked = Json.object();
    for (Located keyword : object) {
      switch (keyword.name()) {
        case "properties" -> asked.set("properties", properties(keyword, level));
        case "required" -> asked.set("required", required(keyword, object.at("properties")));
        default -> asked.set(keyword.name(), keyword.json());
      }
    }
    return asked;
  }

  private ObjectNode properties(Located properties, int level) {
    ObjectNode asked = Json.object();
    for (Located property : properties) {
      if (!isSet(property)) {
        asked.set(property.name(), asked(property, level + 1));
      }
    }
    return asked;
  }

  private ArrayNode required(Located required, Located properties) {
    ArrayNode asked = Json.array();
    for (Located name : required) {
      if (!isSet(properties.at(name.text()))) {
        asked.add(name.json());
      }
    }
    return asked;
  }
}
