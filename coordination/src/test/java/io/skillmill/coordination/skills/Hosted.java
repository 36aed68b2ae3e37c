package io.skillmill.coordination.skills;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Skills for the tests, made in a line. */
final class Hosted {

  private Hosted() {}

  static SkillDeclaration declaration(String name) {
    return new SkillDeclaration(
        name,
        About.of("Does " + name),
        Json.object(),
        Json.object(),
        SkillLimits.DEFAULT,
        List.of(),
        Optional.empty(),
        new Implementation(Implementation.Kind.JAVA, Json.object()));
  }

  static HostedSkill skill(String name, SkillCode code) {
    return HostedSkill.of(declaration(name), code);
  }

  static SkillEngine engine(HostedSkill... skills) {
    return SkillEngine.of(SkillSet.of(List.of(skills)));
  }

  /** As {@code {"x":1}} is written in a test: single quotes for double ones. */
  static ObjectNode json(String text) {
    return (ObjectNode) Json.readOurs(text.replace('\'', '"'));
  }

  static JsonNode done(RunAnswer answer) {
    return switch (answer) {
      case RunAnswer.Done done -> done.output();
      case RunAnswer.Failed failed -> throw new AssertionError(failed.failure());
    };
  }

  static RunFailure failed(RunAnswer answer) {
    return switch (answer) {
      case RunAnswer.Done done -> throw new AssertionError("It gave " + done.output());
      case RunAnswer.Failed failed -> failed.failure();
    };
  }
}
