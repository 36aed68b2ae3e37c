package io.skillmill.parsers.clients;

import io.skillmill.parsers.clients.YamlFields.Outcome;
import io.skillmill.schema.json.Json;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client does where the frontmatter is not the YAML that it wants. */
enum Fallback {
  /** It gives up. */
  NONE,
  /** It goes on without any field. */
  NO_FIELDS {
    @Override
    Optional<ObjectNode> instead(String yaml, Flavour flavour) {
      return Optional.of(Json.object());
    }
  },
  /** It puts values with a colon into blocks and tries again. */
  COLON_BLOCKS {
    @Override
    Optional<ObjectNode> instead(String yaml, Flavour flavour) {
      return YamlFields.read(LineFields.withColonsInBlocks(yaml), flavour)
              instanceof Outcome.Fields(var fields)
          ? Optional.of(fields)
          : Optional.empty();
    }
  },
  /** It looks for lines that begin with name and description. */
  NAME_LINES {
    @Override
    Optional<ObjectNode> instead(String yaml, Flavour flavour) {
      return LineFields.nameAndDescription(yaml);
    }

    @Override
    Optional<ObjectNode> over(String yaml, ObjectNode fields) {
      return fields.path("name").isString() && fields.path("description").isString()
          ? Optional.empty()
          : LineFields.nameAndDescription(yaml);
    }
  },
  /** It reads line by line, and prefers that where YAML sees a mapping in a sentence. */
  ALL_LINES {
    @Override
    Optional<ObjectNode> instead(String yaml, Flavour flavour) {
      return Optional.of(LineFields.all(yaml));
    }

    @Override
    Optional<ObjectNode> over(String yaml, ObjectNode fields) {
      ObjectNode merged = fields.deepCopy();
      LineFields.all(yaml)
          .properties()
          .forEach(line -> {
            String value = line.getValue().asString();
            if (value.startsWith("{") || value.startsWith("[") || isSentence(merged, line)) {
              merged.set(line.getKey(), line.getValue());
            }
          });
      asText(merged, "name");
      asText(merged, "description");
      return named(merged).equals(named(fields)) ? Optional.empty() : Optional.of(merged);
    }
  };

  /** The fields in the place of YAML that is broken; nothing where it gives up. */
  Optional<ObjectNode> instead(String yaml, Flavour flavour) {
    return Optional.empty();
  }

  /** The fields in the place of those that YAML gave; nothing where those stand. */
  Optional<ObjectNode> over(String yaml, ObjectNode fields) {
    return Optional.empty();
  }

  private static boolean isSentence(ObjectNode merged, Map.Entry<String, JsonNode> line) {
    String value = line.getValue().asString();
    return merged.path(line.getKey()).isObject()
        && value.indexOf('\n') < 0
        && !value.equals("|")
        && !value.equals(">");
  }

  private static void asText(ObjectNode fields, String field) {
    JsonNode value = fields.path(field);
    if (value.isContainer()) {
      fields.put(field, Json.write(value));
    }
  }

  /** Only these two are looked at. */
  private static ObjectNode named(ObjectNode fields) {
    ObjectNode named = Json.object();
    named.set("name", fields.path("name"));
    named.set("description", fields.path("description"));
    return named;
  }
}
