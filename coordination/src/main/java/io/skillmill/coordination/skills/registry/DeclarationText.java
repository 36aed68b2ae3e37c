package io.skillmill.coordination.skills.registry;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A declaration as the tree that reads back as the same declaration. */
final class DeclarationText {

  private DeclarationText() {}

  static ObjectNode of(SkillDeclaration skill) {
    var about = skill.about();
    var tree =
        Json.object()
            .put("name", skill.name())
            .put("description", about.description())
            .put("version", about.version())
            .put("category", about.category())
            .put("complexity", about.complexity())
            .put("performance", about.performance());
    if (!about.position().isEmpty()) {
      tree.put("position", about.position());
    }
    texts(tree, "tags", about.tags());
    texts(tree, "use_cases", about.useCases());
    texts(tree, "examples", about.exampleQueries());
    texts(tree, "works_well_with", about.worksWellWith());
    schema(tree, "inputs", skill.inputs());
    schema(tree, "outputs", skill.outputs());
    limits(tree, skill.limits());
    credentials(tree, skill.credentials());
    skill.cacheFor().ifPresent(time -> tree.put("pure", true).put("cache", millis(time)));
    var implementation = tree.putObject("implementation");
    implementation.put("kind", skill.implementation().kind().word());
    implementation.setAll(skill.implementation().settings());
    return tree;
  }

  private static void texts(ObjectNode tree, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(tree.putArray(name)::add);
    }
  }

  private static void schema(ObjectNode tree, String name, ObjectNode schema) {
    if (!schema.isEmpty()) {
      tree.set(name, schema);
    }
  }

  private static void limits(ObjectNode tree, SkillLimits limits) {
    var said =
        Json.object()
            .put("timeout", millis(limits.timeout()))
            .put("concurrency", limits.concurrency())
            .put("request_bytes", limits.requestBytes())
            .put("response_bytes", limits.responseBytes());
    limits.rate().ifPresent(rate -> said.put("rate", rate.toString()));
    limits.callDepth().ifPresent(depth -> said.put("call_depth", depth));
    tree.set("limits", said);
  }

  private static void credentials(ObjectNode tree, List<CredentialNeed> needs) {
    if (needs.isEmpty()) {
      return;
    }
    var list = tree.putArray("credentials");
    for (var need : needs) {
      var one = list.addObject().put("name", need.name()).put("required", need.required());
      if (!need.howToGet().isEmpty()) {
        one.put("how_to_get", need.howToGet());
      }
    }
  }

  private static String millis(Duration time) {
    return time.toMillis() + "ms";
  }
}
