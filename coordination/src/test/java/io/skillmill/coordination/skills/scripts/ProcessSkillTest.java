package io.skillmill.coordination.skills.scripts;

import static io.skillmill.coordination.skills.scripts.Scripted.done;
import static io.skillmill.coordination.skills.scripts.Scripted.engine;
import static io.skillmill.coordination.skills.scripts.Scripted.failed;
import static io.skillmill.coordination.skills.scripts.Scripted.hosted;
import static io.skillmill.coordination.skills.scripts.Scripted.json;
import static io.skillmill.coordination.skills.scripts.Scripted.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Programs as skills, here of the shell, which is everywhere. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs tried here are scripts of sh")
class ProcessSkillTest {

  private static HostedSkill shell(String name, String script) {
    return shell(name, script, "per_call", SkillLimits.DEFAULT);
  }

  private static HostedSkill shell(String name, String script, String mode, SkillLimits limits) {
    var settings = Json.object().put("mode", mode);
    settings.putArray("command").add("sh").add("-c").add(script);
    return hosted(Scripted.PROCESS, name, settings, limits);
  }

  @Test
  void a_program_reads_its_input_and_writes_its_output() {
    try (var engine = engine(shell("echoing", "cat"), shell("deaf", "echo '[1, 2]'"))) {
      assertThat(done(engine, "echoing", "{'a':[1,'two']}")).isEqualTo(json("{'a':[1,'two']}"));
      assertThat(done(engine, "deaf", "{'a':1}")).isEqualTo(Json.array().add(1).add(2));
    }
  }

  @Test
  void a_program_that_fails_is_broken_and_its_last_words_are_told_without_paths() {
    try (var engine =
        engine(
            shell("failing", "echo 'cannot open /srv/secret/list.txt' >&2; exit 7"),
            shell("refusing", "echo '{\"error\":{\"message\":\"No, /a/b\",\"refused\":true}}'"),
            shell(
                "erring",
                "echo '{\"error\":{\"message\":\"lost /a/b\",\"type\":\"Lost\"}}'; exit 1"),
            shell("mumbling", "echo no json"))) {
      var failure = failed(engine, "failing", "{}");
      assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
      assertThat(failure.message()).contains("exit code 7", "cannot open …/list.txt");
      assertThat(failed(engine, "refusing", "{}").kind()).isEqualTo(Kind.REFUSED);
      var erring = failed(engine, "erring", "{}");
      assertThat(erring.type()).isEqualTo("Lost");
      assertThat(erring.message()).isEqualTo("lost …/b");
      assertThat(failed(engine, "mumbling", "{}").type()).isEqualTo("InvalidOutput");
    }
  }

  @Test
  void secrets_are_variables_of_that_one_process() {
    try (var engine = engine(shell("telling", "echo \"\\\"$KEY\\\"\""))) {
      var terms =
          new RunRequest.Terms(
              Map.of("KEY", "alice"),
              Optional.empty(),
              OptionalInt.empty(),
              Optional.empty(),
              false);
      assertThat(engine.run(new RunRequest("telling", Json.object(), terms)))
          .isInstanceOfSatisfying(
              RunAnswer.Done.class,
              told -> assertThat(told.output().asString()).isEqualTo("alice"));
      assertThat(done(engine, "telling", "{}").asString()).isEmpty();
    }
  }

  private static final String PARENT = "00-0123456789abcdef0123456789abcdef-00f067aa0ba902b7-01";

  private static RunRequest traced(String skill) {
    var terms = RunRequest.Terms.DEFAULT.within("0123456789abcdef0123456789abcdef", PARENT, false);
    return new RunRequest(skill, Json.object(), terms);
  }

  @Test
  void the_place_in_the_trace_is_a_variable_of_that_process() {
    String pooled =
        """
        while read -r line; do
          run=${line#*'"run":'}; run=${run%%,*}
          parent=${line#*'"traceparent":"'}; parent=${parent%%'"'*}
          echo '{"run":'$run',"output":"'$parent'"}'
        done
        """;
    try (var engine =
        engine(
            shell("once", "echo \"\\\"$TRACEPARENT\\\"\""),
            shell("often", pooled, "pooled", SkillLimits.DEFAULT))) {
      for (String skill : List.of("once", "often")) {
        assertThat(engine.run(traced(skill)))
            .isInstanceOfSatisfying(
                RunAnswer.Done.class,
                told -> assertThat(told.output().asString()).isEqualTo(PARENT));
      }
    }
  }

  @Test
  void what_a_program_says_of_its_failure_holds_no_secret() {
    try (var engine =
        engine(
            shell("ending", "echo \"bad key $KEY\" >&2; exit 7"),
            shell("erring", "echo '{\"error\":{\"message\":\"bad '$KEY'\"}}'; exit 1"))) {
      for (String skill : List.of("ending", "erring")) {
        var terms =
            new RunRequest.Terms(
                Map.of("KEY", "s3cr3t-key"),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false);
        assertThat(engine.run(new RunRequest(skill, Json.object(), terms)))
            .isInstanceOfSatisfying(
                RunAnswer.Failed.class,
                told ->
                    assertThat(told.failure().message())
                        .contains("[hidden]")
                        .doesNotContain("s3cr3t"));
      }
    }
  }

  @Test
  void a_program_that_takes_too_long_is_ended() {
    try (var engine =
        engine(
            shell("slow", "sleep 1000 & wait", "per_call", within(Duration.ofMillis(500))),
            shell("flooding", "yes", "per_call", SkillLimits.DEFAULT.withBytes(100, 100)))) {
      long before = sleepers();
      assertThat(failed(engine, "slow", "{}").kind()).isEqualTo(Kind.TIMEOUT);
      PythonSkillTest.await(() -> sleepers() <= before);
      assertThat(failed(engine, "flooding", "{}").type()).isEqualTo("OutputTooLarge");
    }
  }

  private static long sleepers() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("sleep"))
        .count();
  }

  @Test
  void a_pooled_program_answers_line_by_line_and_calls_others() {
    String calling =
        """
        while read -r line; do
          run=${line#*'"run":'}; run=${run%%,*}
          echo '{"run":'$run',"ask":1,"call":{"skill":"leaf","input":{"x":1}}}'
          read -r answer
          output=${answer#*'"output":'}
          echo '{"run":'$run',"output":'"$output"
        done
        """;
    try (var engine =
        engine(shell("leaf", "cat"), shell("calling", calling, "pooled", SkillLimits.DEFAULT))) {
      for (int run = 0; run < 3; run++) {
        assertThat(done(engine, "calling", "{}")).isEqualTo(json("{'x':1}"));
      }
    }
  }

  @Test
  void a_program_that_is_not_there_is_told() {
    var missing =
        hosted(
            Scripted.PROCESS,
            "missing",
            json("{'command':['./no/such/program']}"),
            SkillLimits.DEFAULT);
    try (var engine = engine(missing)) {
      assertThat(failed(engine, "missing", "{}").kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(missing.code().ailment()).isPresent();
    }
    for (String settings : List.of("{}", "{'command':['a'],'mode':'often'}")) {
      assertThatThrownBy(() -> hosted(Scripted.PROCESS, "odd", json(settings), SkillLimits.DEFAULT))
          .isInstanceOf(ProblemException.class);
    }
  }
}
