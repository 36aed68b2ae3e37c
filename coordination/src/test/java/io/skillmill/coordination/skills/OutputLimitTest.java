package io.skillmill.coordination.skills;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How large an answer may be, whatever the kind of the skill. */
class OutputLimitTest {

  @Test
  void an_answer_larger_than_declared_is_a_clean_failure_of_every_kind() {
    var declaration = Hosted.declaration("wordy").within(SkillLimits.DEFAULT.withBytes(2000, 1000));
    var wordy =
        HostedSkill.of(
            declaration,
            (input, context) -> {
              var list = Json.array();
              for (int i = 0; i < input.path("n").asInt(); i++) {
                list.add(input.path("text").asString());
              }
              return list;
            });
    try (var engine = Hosted.engine(wordy)) {
      for (String fitting : List.of("{'n':1,'text':'%s'}", "{'n':90,'text':'12345678'}")) {
        var input = Hosted.json(fitting.formatted("x".repeat(990)));
        assertThat(engine.run(RunRequest.of("wordy", input))).isInstanceOf(RunAnswer.Done.class);
      }
      for (String tooLarge :
          List.of("{'n':1,'text':'%sxxxxxxxxx'}", "{'n':100,'text':'12345678'}", "{'n':9999}")) {
        var input = Hosted.json(tooLarge.formatted("x".repeat(990)));
        var failure = Hosted.failed(engine.run(RunRequest.of("wordy", input)));
        assertThat(failure.type()).isEqualTo("OutputTooLarge");
        assertThat(failure.message()).isEqualTo("'wordy' answered with more than 1000 bytes");
      }
    }
  }
}
