package io.skillmill.parsers.openapi;

import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.located.Located;
import io.skillmill.schema.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one schema of all that an operation is given. */
final class InputSchema {

  /** What the body is called beside the parameters. */
  private static final String BODY = "body";

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
      properties.set(BODY, new Asked(declaration).of(body));
      if (bodyRequired) {
        required.add(BODY);
      }
    }
    return schema;
  }
}
