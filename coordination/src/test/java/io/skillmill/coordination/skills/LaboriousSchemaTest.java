package io.skillmill.coordination.skills;

import static io.skillmill.coordination.skills.Hosted.declaration;
import static io.skillmill.coordination.skills.Hosted.done;
import static io.skillmill.coordination.skills.Hosted.failed;
import static io.skillmill.coordination.skills.Hosted.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** Schemas that take any time to check a value, or any stack. */
@Timeout(120)
class LaboriousSchemaTest {

  /** Tries twice as many ways with each letter more. */
  private static final String BACKTRACKING =
      "{'type':'object','properties':{'text':{'type':'string','pattern':'^((a|aa)+)+\\\\2?$'}}}";

  /** Goes down for each letter of a text. */
  private static final String DEEP =
      "{'type':'object','patternProperties':{'^t':{'pattern':'^(x|y)*$'}}}";

  private static final String ENDLESS =
      "{'type':'object','properties':{'a':{'$ref':'#/$defs/b'}},"
          + "'$defs':{'b':{'$ref':'#/$defs/c'},'c':{'$ref':'#/$defs/b'}}}";

  private static final int CALLS = 4 * Runtime.getRuntime().availableProcessors() + 4;

  private static HostedSkill skill(String inputs, String outputs) {
    var plain = declaration("checked");
    return HostedSkill.of(
        new SkillDeclaration(
            plain.name(),
            plain.about(),
            json(inputs),
            json(outputs),
            SkillLimits.DEFAULT.withTimeout(Duration.ofSeconds(2)),
            List.of(),
            Optional.empty(),
            plain.implementation()),
        (input, _) -> input);
  }

  private static ObjectNode text(String text) {
    return Json.object().put("text", text);
  }

  @Test
  void a_pattern_that_never_ends_ends_with_the_time_of_its_call_and_holds_nobody_up()
      throws Exception {
    for (boolean output : List.of(false, true)) {
      var skill = output ? skill("{}", BACKTRACKING) : skill(BACKTRACKING, "{}");
      var callers = Executors.newVirtualThreadPerTaskExecutor();
      try (var engine =
          SkillEngine.of(SkillSet.of(List.of(skill, Hosted.skill("other", (input, _) -> input))))) {
        var answers = new ArrayList<Future<RunAnswer>>();
        for (int i = 0; i < CALLS; i++) {
          answers.add(
              callers.submit(
                  () -> engine.run(RunRequest.of("checked", text("a".repeat(60) + "b")))));
        }
        for (int i = 0; i < 50; i++) {
          var other = callers.submit(() -> engine.run(RunRequest.of("other", Json.object())));
          done(other.get(20, TimeUnit.SECONDS));
        }
        for (var answer : answers) {
          assertThat(failed(answer.get(20, TimeUnit.SECONDS)).kind()).isIn(Kind.TIMEOUT, Kind.BUSY);
        }
        // What was given up has ended, too, or there would be no turn for this one.
        assertThat(done(engine.run(RunRequest.of("checked", text("aaa"))))).isEqualTo(text("aaa"));
      } finally {
        callers.shutdownNow();
      }
    }
  }

  @Test
  void patterns_and_references_say_what_they_always_said() {
    try (var engine = SkillEngine.of(SkillSet.of(List.of(skill(BACKTRACKING, "{}"))))) {
      assertThat(done(engine.run(RunRequest.of("checked", text("aaaa"))))).isEqualTo(text("aaaa"));
      var failure = failed(engine.run(RunRequest.of("checked", text("ab"))));
      assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT);
      assertThat(failure.details().orElseThrow().path("flaws").path(0).path("type").asString())
          .isEqualTo("pattern");
    }
  }

  @Test
  void what_overflows_the_stack_is_a_failure_like_any_other() {
    var long_ = text("xy".repeat(400_000));
    try (var engine = SkillEngine.of(SkillSet.of(List.of(skill(DEEP, "{}"))))) {
      assertThat(failed(engine.run(RunRequest.of("checked", long_))).type())
          .isEqualTo("CheckOverflow");
      done(engine.run(RunRequest.of("checked", text("xyx"))));
    }
    try (var engine = SkillEngine.of(SkillSet.of(List.of(skill(ENDLESS, "{}"))))) {
      assertThat(failed(engine.run(RunRequest.of("checked", json("{'a':1}")))).type())
          .isEqualTo("CheckOverflow");
      done(engine.run(RunRequest.of("checked", json("{}"))));
    }
  }
}
