package io.skillmill.coordination.skills.passage;

import io.skillmill.schema.check.Shape;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.SkillDeclaration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Tells as trees what is wrong with a call, for programs that read it. */
public final class Flaws {

  private Flaws() {}

  /** Under {@code flaws}: where, which rule, in words. */
  public static ObjectNode tree(List<Shape.Flaw> flaws) {
    var tree = Json.object();
    var list = tree.putArray("flaws");
    for (var flaw : flaws) {
      var one = list.addObject().put("type", flaw.rule()).put("msg", flaw.message());
      var path = one.putArray("loc");
      flaw.path().forEach(path::add);
    }
    return tree;
  }

  /** Which credentials a skill takes, and how to get them. */
  public static ObjectNode credentials(SkillDeclaration skill) {
    var tree = Json.object();
    var required = tree.putArray("required_credentials");
    var optional = tree.putArray("optional_credentials");
    var how = tree.putObject("how_to_get");
    for (CredentialNeed need : skill.credentials()) {
      (need.required() ? required : optional).add(need.name());
      if (!need.howToGet().isEmpty()) {
        how.put(need.name(), need.howToGet());
      }
    }
    return tree;
  }
}
