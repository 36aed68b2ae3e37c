package io.skillmill.cli;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.schema.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says which secrets it is given: one that it declares, and one that it does not. */
public final class Keyed implements SkillCode {
  @Override
  public JsonNode run(ObjectNode input, SkillContext context) {
    return Json.object()
        .put("key", context.credential("KEY").orElse("none"))
        .put("other", context.credential("OTHER").orElse("none"));
  }
}
