package io.skillmill.coordination.skills;

import static io.skillmill.coordination.skills.Hosted.declaration;
import static io.skillmill.coordination.skills.Hosted.done;
import static io.skillmill.coordination.skills.Hosted.engine;
import static io.skillmill.coordination.skills.Hosted.json;
import static io.skillmill.coordination.skills.Hosted.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** Skills whose outputs answer for the next call with the same input. */
@Timeout(60)
class PureSkillTest {

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

  private static HostedSkill kept(String name, SkillCode code) {
    return HostedSkill.of(kept(name, SkillLimits.DEFAULT, Json.object()), code);
  }

  @Test
  void what_the_secret_of_one_caller_brought_is_not_the_answer_to_another() {
    var secretive =
        skill(
            "secretive", (_, call) -> Json.object().put("key", call.credential("KEY").orElse("")));
    var pure = kept("pure", (input, call) -> call.call("secretive", input));
    var terms =
        new RunRequest.Terms(
            Map.of("KEY", "of-alice"),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            false);
    try (var engine = engine(secretive, pure)) {
      assertThat(done(engine.run(new RunRequest("pure", Json.object(), terms))).toString())
          .contains("of-alice");
      assertThat(done(engine.run(RunRequest.of("pure", Json.object()))).toString())
          .doesNotContain("of-alice");
      assertThat(done(engine.run(new RunRequest("pure", Json.object(), terms))).toString())
          .contains("of-alice");
    }
  }

  @Test
  void a_pure_skill_may_do_with_its_input_as_it_likes() {
    var pure =
        kept(
            "pure",
            (input, _) -> {
              int n = input.path("n").asInt();
              input.put("n", n + 1);
              return Json.object().put("twice", 2 * n);
            });
    try (var engine = engine(pure)) {
      for (int n : List.of(1, 2, 1, 2, 3)) {
        assertThat(done(engine.run(RunRequest.of("pure", Json.object().put("n", n)))).path("twice"))
            .hasToString(Integer.toString(2 * n));
      }
    }
  }

  @Test
  void large_outputs_are_not_kept_for_the_next_call() {
    var runs = new AtomicInteger();
    var pure =
        kept(
            "pure",
            (_, _) ->
                Json.object().put("run", runs.incrementAndGet()).put("x", "x".repeat(20_000)));
    try (var engine = engine(pure)) {
      done(engine.run(RunRequest.of("pure", Json.object())));
      done(engine.run(RunRequest.of("pure", Json.object())));
      assertThat(runs).hasValue(2);
    }
  }

  @Test
  void a_pure_skill_runs_once_for_one_input() {
    var runs = new AtomicInteger();
    var plain = declaration("pure");
    var pure =
        new SkillDeclaration(
            "pure",
            plain.about(),
            plain.inputs(),
            plain.outputs(),
            plain.limits(),
            List.of(),
            Optional.of(Duration.ofMinutes(1)),
            plain.implementation());
    try (var engine =
        engine(HostedSkill.of(pure, (_, _) -> Json.object().put("run", runs.incrementAndGet())))) {
      ((ObjectNode) done(engine.run(RunRequest.of("pure", json("{'a':1}"))))).put("run", 99);
      assertThat(done(engine.run(RunRequest.of("pure", json("{'a':1}")))))
          .isEqualTo(json("{'run':1}"));
      assertThat(done(engine.run(RunRequest.of("pure", json("{'a':2}")))))
          .isEqualTo(json("{'run':2}"));
      assertThat(engine.skills().all().getFirst().meter().cached()).isEqualTo(1);
    }
  }
}
