package io.skillmill.parsers.skillsref;

import io.skillmill.parsers.blockyaml.Value;
import io.skillmill.schema.json.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Takes the fields that the reference knows out of those that hold a name and a description. */
final class KnownFields {

  private static final Value NOTHING = new Value.Text("", 0);

  private KnownFields() {}

  static Properties.Known of(Map<String, Value> fields) {
    String name = PythonText.strip(Value.words(fields.getOrDefault("name", NOTHING)));
    String description = PythonText.strip(Value.words(fields.getOrDefault("description", NOTHING)));
    ObjectNode json = Json.object().put("name", name).put("description", description);
    for (String field : new String[] {"license", "compatibility", "allowed-tools"}) {
      Value value = fields.get(field);
      if (value != null) {
        json.set(field, Value.json(value));
      }
    }
    Value metadata = fields.get("metadata");
    if (metadata instanceof Value.Fields more) {
      ObjectNode words = json.putObject("metadata");
      more.values().forEach((key, value) -> words.put(key, Value.words(value)));
    } else if (metadata != null && !metadata.equals(NOTHING)) {
      json.set("metadata", Value.json(metadata));
    }
    return new Properties.Known(name, description, json);
  }
}
