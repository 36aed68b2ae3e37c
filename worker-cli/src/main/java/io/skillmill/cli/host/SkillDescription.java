package io.skillmill.cli.host;

import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.json.Json;
import java.util.List;
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

  /**
   * One skill alone.
   *
   * @param common what describes the routes that are there whatever is hosted
   */
  static ObjectNode ofOne(Mounted mounted, ObjectNode common) {
    var skill = mounted.skill().declaration();
    var page = Json.object().put("openapi", "3.1.0");
    page.putObject("info")
        .put("title", mounted.configName())
        .put("version", skill.version())
        .put("description", skill.description());
    var paths = page.putObject("paths");
    String path = SkillPages.pathOf(mounted.mount());
    paths.putObject(path + "/run").set("post", run(mounted));
    for (String about : List.of("inventory", "schema", "health")) {
      var operation = Json.object().put("operationId", about + "_" + mounted.mount());
      operation
          .putObject("responses")
          .putObject("200")
          .put("description", "The skill's " + about)
          .set("content", content(Json.object().put("type", "object")));
      paths.putObject(path + "/" + about).set("get", operation);
    }
    page.putObject("components").set("schemas", common.path("components").path("schemas"));
    return page;
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
