package io.skillmill.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a file of variables. */
class EnvironmentFileTest {

  @TempDir Path folder;

  private Map<String, String> read(String text) throws IOException {
    return EnvironmentFile.read(Files.writeString(folder.resolve(".env"), text));
  }

  @Test
  void each_line_is_a_variable_in_one_of_the_usual_ways_of_writing() throws IOException {
    assertThat(
            read(
                """
                # a comment
                A=1

                export B = two words  # and a comment
                C='as #it $is'
                D="a\\nb\\"c\\\\d" # behind
                E=
                F=a=b
                G=x#y
                """))
        .containsExactly(
            Map.entry("A", "1"),
            Map.entry("B", "two words"),
            Map.entry("C", "as #it $is"),
            Map.entry("D", "a\nb\"c\\d"),
            Map.entry("E", ""),
            Map.entry("F", "a=b"),
            Map.entry("G", "x#y"));
    assertThat(EnvironmentFile.read(folder.resolve("none"))).isEmpty();
  }

  @Test
  void a_refusal_tells_the_line_and_no_value() {
    for (String text :
        List.of("A=1\nhunter2", "A=1\n1B=hunter2", "A=1\nB='hunter2", "A=1\nä=hunter2")) {
      assertThatThrownBy(() -> read(text))
          .as(text)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("line 2")
          .hasMessageNotContaining("hunter2");
    }
    assertThatThrownBy(() -> read("A=" + "x".repeat(70_000))).hasMessageContaining("bytes");
  }
}
