package io.skillmill.coordination.skills.instructions;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.SkillDeclaration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers with a text, or with one of the files beside it. */
record Instructions(SkillDeclaration declaration, String text, Resources resources)
    implements SkillCode {

  @Override
  public JsonNode run(ObjectNode input, SkillContext context) throws SkillException {
    JsonNode resource = input.path("resource");
    return resource.isString() ? resources.read(resource.asString()) : all();
  }

  private JsonNode all() {
    var answer =
        Json.object()
            .put("name", declaration.name())
            .put("description", declaration.description())
            .put("instructions", text);
    resources.list(answer);
    return answer;
  }
}
