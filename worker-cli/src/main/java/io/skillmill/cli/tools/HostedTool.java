package io.skillmill.cli.tools;

import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.SkillDeclaration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A hosted skill as a model is offered it.
 *
 * @param name one that every model takes: up to 64 letters, digits, {@code _} and {@code -}
 */
public record HostedTool(String name, Mounted skill) {

  private SkillDeclaration declaration() {
    return skill.skill().declaration();
  }

  /** What it is for; never empty. */
  public String description() {
    String said = declaration().description();
    return said.isBlank() ? "Runs the skill " + skill.mount() : said;
  }

  /** What it takes: a JSON Schema (2020-12) for an object, which refers to nothing but itself. */
  public ObjectNode inputs() {
    var schema = Json.object();
    schema.put("type", "object");
    schema.setAll(declaration().inputs().deepCopy());
    if (!schema.path("type").asString("").equals("object")) {
      schema.put("type", "object");
    }
    if (!schema.path("properties").isObject()) {
      schema.putObject("properties");
    }
    return schema;
  }

  /** What it promises to give; empty where it promises nothing. */
  public Optional<ObjectNode> outputs() {
    var outputs = declaration().outputs();
    return outputs.isEmpty() ? Optional.empty() : Optional.of(outputs.deepCopy());
  }

  /** Whether it changes nothing, and gives the same for the same, as its author says. */
  public boolean isPure() {
    return declaration().cacheFor().isPresent();
  }

  /** Where it is run over HTTP. */
  public String runPath() {
    return "/skills/" + skill.mount() + "/run";
  }

  /** Under which the engine finds it. */
  public String address() {
    return skill.address();
  }
}
