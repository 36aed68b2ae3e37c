package io.skillmill.cli.host;

import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Describes the host as OpenAPI 3.1: the store, what is asked of all skills, and each skill. */
final class SkillDescription {

  private SkillDescription() {}

  /**
   * The whole description.
   *
   * @param store what describes the store alone; is changed
   * @param common what describes the routes that are there whatever is hosted
   */
  static ObjectNode of(ObjectNode store, ObjectNode common, Snapshot skills) {
    var paths = (ObjectNode) store.path("paths");
    common.path("paths").properties().forEach(path -> paths.set(path.getKey(), path.getValue()));
    var schemas = (ObjectNode) store.path("components").path("schemas");
    common
        .path("components")
        .path("schemas")
        .properties()
        .forEach(schema -> schemas.set(schema.getKey(), schema.getValue()));
    for (var skill : skills.mounted()) {
      paths.putObject(SkillPages.pathOf(skill.mount()) + "/run").set("post", run(skill));
    }
    return store;
  }

  private static ObjectNode run(Mounted mounted) {
    var skill = mounted.skill().declaration();
    var operation =
        Json.object()
            .put("operationId", "run_" + mounted.mount())
            .put("summary", skill.description());
    operation.putArray("tags").add("skills").add(mounted.mount());
    operation
        .putObject("requestBody")
        .put("required", true)
        .set("content", content(SkillPages.forObjects(skill.inputs())));
    var responses = operation.putObject("responses");
    responses
        .putObject("200")
        .put("description", "The skill's output")
        .set("content", content(skill.outputs()));
    var failure = Json.object().put("$ref", "#/components/schemas/SkillFailure");
    responses
        .putObject("default")
        .put("description", "The run came to nothing")
        .set("content", content(failure));
    return operation;
  }

  private static ObjectNode content(ObjectNode schema) {
    var content = Json.object();
    content.putObject("application/json").set("schema", schema);
    return content;
  }
}
