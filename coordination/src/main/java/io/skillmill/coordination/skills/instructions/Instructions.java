package io.skillmill.coordination.skills.instructions;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.SkillDeclaration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers with a text, or with one of the files beside it. */
public final class Instructions implements SkillCode {

  /** What the text is called among the files. */
  public static final String OWN_NAME = "SKILL.md";

  private final SkillDeclaration declaration;
  private final String text;
  private final Resources resources;

  Instructions(SkillDeclaration declaration, String text, Resources resources) {
    this.declaration = declaration;
    this.text = text;
    this.resources = resources;
  }

  /**
   * A file beside the text.
   *
   * @param path seen from the skill's directory, with {@code /} between its parts
   */
  public record Resource(String path, long bytes) {}

  /** The text itself. */
  public String text() {
    return text;
  }

  /** The files beside it, as many as are told. */
  public List<Resource> files() {
    return resources.all();
  }

  /**
   * One of the files: its {@code path} and {@code bytes}, and {@code text} or {@code base64}.
   *
   * @throws SkillException where there is no such file, or it is too large to be given out
   */
  public JsonNode read(String path) throws SkillException {
    return resources.read(path);
  }

  @Override
  public JsonNode run(ObjectNode input, SkillContext context) throws SkillException {
    JsonNode resource = input.path("resource");
    return resource.isString() ? read(resource.asString()) : all();
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
