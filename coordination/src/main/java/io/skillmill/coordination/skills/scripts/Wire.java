package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.voice.Voice;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.SkillDeclaration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The lines that go back and forth between the host and a process. */
final class Wire {

  private Wire() {}

  /** A call, as a process hears it. */
  static ObjectNode run(
      long number, ObjectNode input, Map<String, String> credentials, SkillContext context) {
    var run = Json.object().put("run", number);
    run.set("input", input);
    context.traceparent().ifPresent(parent -> run.put("traceparent", parent));
    if (!credentials.isEmpty()) {
      var secrets = run.putObject("credentials");
      credentials.forEach(secrets::put);
    }
    return run;
  }

  /** Those of the caller's secrets that the skill declares; it is shown no others. */
  static Map<String, String> credentials(SkillDeclaration declaration, SkillContext context) {
    var given = new LinkedHashMap<String, String>();
    for (CredentialNeed need : declaration.credentials()) {
      context.credential(need.name()).ifPresent(secret -> given.put(need.name(), secret));
    }
    return given;
  }

  /**
   * What a program says of its own failure.
   *
   * @param voice knows the secrets that it was given, which do not leave the host that way
   */
  static SkillException error(JsonNode error, Voice voice) {
    String message = voice.without(error.path("message").asString(""));
    if (error.path("refused").asBoolean(false)) {
      return SkillException.refused(message.isBlank() ? "The skill refused the input" : message);
    }
    return SkillException.broken(
        voice.without(error.path("type").asString("Error")),
        message.isBlank() ? "The skill broke without a word" : message);
  }
}
