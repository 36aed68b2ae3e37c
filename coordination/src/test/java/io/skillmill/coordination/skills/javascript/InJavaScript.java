package io.skillmill.coordination.skills.javascript;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Skills in JavaScript for the tests, made in a line. */
final class InJavaScript {

  static final JavaScriptKind KIND = new JavaScriptKind();
  static final Path HOME = Path.of("").toAbsolutePath();

  private InJavaScript() {}

  /** A skill of this text. */
  static HostedSkill skill(String name, String source) {
    return skill(name, source, "{}", SkillLimits.DEFAULT);
  }

  static HostedSkill skill(String name, String source, String settings, SkillLimits limits) {
    return hosted(KIND, declaration(name, json(settings).put("source", source), limits));
  }

  static HostedSkill hosted(JavaScriptKind kind, SkillDeclaration declaration) {
    return HostedSkill.of(declaration, kind.load(declaration, HOME));
  }

  /** A skill that is not in JavaScript. */
  static HostedSkill java(String name, SkillCode code) {
    return HostedSkill.of(declaration(name, Json.object(), SkillLimits.DEFAULT), code);
  }

  static SkillDeclaration declaration(String name, ObjectNode settings, SkillLimits limits) {
    return new SkillDeclaration(
        name,
        About.of("Does " + name),
        Json.object(),
        Json.object(),
        limits,
        List.of(new CredentialNeed("KEY", false, "")),
        Optional.empty(),
        new Implementation(Implementation.Kind.JAVASCRIPT, settings));
  }

  static SkillLimits within(Duration timeout) {
    return SkillLimits.DEFAULT.withTimeout(timeout);
  }

  static SkillEngine engine(HostedSkill... skills) {
    return SkillEngine.of(SkillSet.of(List.of(skills)));
  }

  /** As {@code {"x":1}} is written in a test: single quotes for double ones. */
  static ObjectNode json(String text) {
    return (ObjectNode) Json.readOurs(text.replace('\'', '"'));
  }

  static JsonNode done(SkillEngine engine, String skill, String input) {
    return done(engine.run(RunRequest.of(skill, json(input))));
  }

  static JsonNode done(RunAnswer answer) {
    return switch (answer) {
      case RunAnswer.Done done -> done.output();
      case RunAnswer.Failed failed -> throw new AssertionError(failed.failure());
    };
  }

  static RunFailure failed(SkillEngine engine, String skill, String input) {
    return switch (engine.run(RunRequest.of(skill, json(input)))) {
      case RunAnswer.Done done -> throw new AssertionError("It gave " + done.output());
      case RunAnswer.Failed failed -> failed.failure();
    };
  }
}
