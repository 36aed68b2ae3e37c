package io.skillmill.coordination.skills;

import static io.skillmill.coordination.skills.Hosted.declaration;
import static io.skillmill.coordination.skills.Hosted.done;
import static io.skillmill.coordination.skills.Hosted.engine;
import static io.skillmill.coordination.skills.Hosted.failed;
import static io.skillmill.coordination.skills.Hosted.json;
import static io.skillmill.coordination.skills.Hosted.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What passes between a skill and its caller. */
@Timeout(60)
class PassageTest {

  private static SkillDeclaration kept(String name, SkillLimits limits, ObjectNode inputs) {
    var plain = declaration(name);
    return new SkillDeclaration(
        name,
        plain.about(),
        inputs,
        plain.outputs(),
        limits,
        plain.credentials(),
        Optional.of(Duration.ofMinutes(1)),
        plain.implementation());
  }

  @Test
  void a_default_stays_as_it_was_declared() {
    var inputs = json("{'properties':{'list':{'default':[]}}}");
    var adding =
        HostedSkill.of(
            kept("adding", SkillLimits.DEFAULT, inputs),
            (input, _) -> ((ArrayNode) input.path("list")).add(1));
    try (var engine = engine(adding)) {
      for (int i = 0; i < 3; i++) {
        var input = Json.object().put("call", i);
        assertThat(done(engine.run(RunRequest.of("adding", input)))).hasToString("[1]");
      }
    }
  }

  @Test
  void an_input_larger_than_the_skill_takes_is_refused_whoever_sends_it() {
    var small =
        HostedSkill.of(
            kept("small", SkillLimits.DEFAULT.withBytes(100, 100), Json.object()),
            (_, _) -> Json.object());
    var caller = skill("caller", (input, call) -> call.call("small", input));
    try (var engine = engine(small, caller)) {
      var large = Json.object().put("x", "x".repeat(200));
      for (String entry : List.of("small", "caller")) {
        assertThat(failed(engine.run(RunRequest.of(entry, large))).kind())
            .isEqualTo(Kind.TOO_LARGE);
      }
      done(engine.run(RunRequest.of("caller", Json.object().put("x", "x"))));
    }
  }

  @Test
  void an_exception_does_not_tell_where_things_lie() {
    var broken =
        skill(
            "broken",
            (_, _) -> {
              throw new NoSuchFileException("/srv/host/skills/data.json");
            });
    try (var engine = engine(broken)) {
      assertThat(failed(engine.run(RunRequest.of("broken", Json.object()))).message())
          .contains("data.json")
          .doesNotContain("/srv");
    }
  }
}
