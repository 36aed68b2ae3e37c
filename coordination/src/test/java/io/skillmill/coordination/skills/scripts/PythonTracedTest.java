package io.skillmill.coordination.skills.scripts;

import static io.skillmill.coordination.skills.scripts.Scripted.done;
import static io.skillmill.coordination.skills.scripts.Scripted.engine;
import static io.skillmill.coordination.skills.scripts.Scripted.failed;
import static io.skillmill.coordination.skills.scripts.Scripted.python;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a Python skill knows of the trace, and does not tell of its secrets. */
@Timeout(120)
class PythonTracedTest {

  private static final String PARENT = "00-0123456789abcdef0123456789abcdef-00f067aa0ba902b7-01";

  private static RunRequest traced(String skill) {
    var terms = RunRequest.Terms.DEFAULT.within("0123456789abcdef0123456789abcdef", PARENT, false);
    return new RunRequest(skill, Json.object(), terms);
  }

  @Test
  void the_place_in_the_trace_is_there_for_the_call() {
    try (var engine = engine(python("placed", "def placed():\n    return traceparent()"))) {
      assertThat(engine.run(traced("placed")))
          .isInstanceOfSatisfying(
              RunAnswer.Done.class, told -> assertThat(told.output().asString()).isEqualTo(PARENT));
      assertThat(done(engine, "placed", "{}").asString()).hasSize(55).isNotEqualTo(PARENT);
    }
  }

  @Test
  void what_it_says_of_its_failure_holds_no_secret_that_it_was_given() {
    String breaking =
        """
        import os, sys
        def breaking(how):
            if how == 'end':
                print('the key was ' + credential('KEY'), file=sys.stderr, flush=True)
                os._exit(3)
            if how == 'refuse':
                raise SkillRefused('not with ' + credential('KEY'))
            raise ValueError('cannot use ' + credential('KEY'))
        """;
    try (var engine = engine(python("breaking", breaking))) {
      for (String how : List.of("end", "refuse", "raise")) {
        var terms =
            new RunRequest.Terms(
                Map.of("KEY", "s3cr3t-key"),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false);
        var answer = engine.run(new RunRequest("breaking", Json.object().put("how", how), terms));
        assertThat(answer)
            .isInstanceOfSatisfying(
                RunAnswer.Failed.class,
                failed ->
                    assertThat(failed.failure().message())
                        .contains("[hidden]")
                        .doesNotContain("s3cr3t"));
      }
    }
  }
}
