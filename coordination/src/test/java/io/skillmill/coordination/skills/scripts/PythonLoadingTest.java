package io.skillmill.coordination.skills.scripts;

import static io.skillmill.coordination.skills.scripts.Scripted.done;
import static io.skillmill.coordination.skills.scripts.Scripted.engine;
import static io.skillmill.coordination.skills.scripts.Scripted.json;
import static io.skillmill.coordination.skills.scripts.Scripted.python;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.SkillLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Python sources on their way in: none of them runs before it is called. */
@Timeout(120)
class PythonLoadingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def wrong(:|SyntaxError: invalid syntax (wrong.py, line 1)",
        "x = 1\n\ndef wrong():\nreturn 2|(wrong.py, line 4)",
        "def wrong():\n\treturn 1\n  return 2|(wrong.py, line 3)",
        "return 5|'return' outside function (wrong.py, line 1)",
        "def wrong(): return 'open|(wrong.py, line 1)",
        "x = 1|No suitable function found in the provided code",
        "def _hidden(): return 1|No suitable function found in the provided code",
        "class Wrong:\n    def wrong(self): pass|No suitable function found",
        "def wrong():\n    \0|cannot be loaded: ",
      })
  void a_source_that_cannot_be_loaded_is_refused_at_once_with_its_line(String which) {
    String[] parts = which.split("\\|", -1);
    assertThatExceptionOfType(ProblemException.class)
        .as(which)
        .isThrownBy(() -> python("wrong", parts[0].replace("\0", "\u0000")))
        .withMessageContaining("'wrong' has a source that cannot be loaded: ")
        .withMessageContaining(parts[1]);
  }

  @Test
  void a_function_that_is_asked_for_and_not_there_is_missed_at_once() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> python("any", "def a(): return 1", json("{'function':'b'}"), SkillLimits.DEFAULT))
        .withMessageContaining("There is no function 'b' in the code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "right = lambda: 1",
        "import functools\n@functools.cache\ndef inner(): return 1\ndef right(): return inner()",
        "try:\n    import nothing_such\nexcept ImportError:\n    def right(): return 1",
        "exec('def right(): return 1')",
        "globals()['right'] = lambda: 1",
        "def make():\n    def right(): return 1\n    return right\nright = make()",
        "if True:\n    async def right(): return 1",
      })
  void whatever_may_have_a_function_is_let_in(String source) {
    try (var engine = engine(python("right", source))) {
      assertThat(done(engine, "right", "{}").asInt()).isEqualTo(1);
    }
  }

  @Test
  void nothing_of_a_source_runs_when_it_is_loaded() {
    assertThat(python("later", "raise ValueError('not yet')\ndef later(): return 1")).isNotNull();
  }

  @Test
  void what_bounds_it_is_told() {
    assertThat(python("any", "def any(): return 1").code().bounds().orElseThrow())
        .contains("processes of their own");
  }
}
