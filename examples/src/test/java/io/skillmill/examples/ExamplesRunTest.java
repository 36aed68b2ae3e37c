package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every program in examples/start and compares what it prints with what it should. */
class ExamplesRunTest {

  private static final Path EXPECTED =
      Clone.ROOT.resolve("examples/src/test/resources/io/skillmill/examples/expected");

  static List<String> programs() {
    return Clone.files(Clone.ROOT.resolve("examples/src/main/java/io/skillmill/examples/start"))
        .stream()
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .filter(name -> !name.equals("package-info"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void prints_what_it_should(String program, @TempDir Path folder) throws Exception {
    var main =
        Class.forName("io.skillmill.examples.start." + program).getMethod("main", String[].class);
    var out = new ByteArrayOutputStream();
    var before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      main.invoke(null, (Object) new String[] {folder.toString(), Program.skills()});
    } finally {
      System.setOut(before);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .as("what %s prints; where it is right, change %s.txt", program, program)
        .isEqualToNormalizingNewlines(Clone.read(EXPECTED.resolve(program + ".txt")));
  }

  @Test
  void each_expectation_has_its_program() {
    var expected =
        Clone.files(EXPECTED).stream()
            .map(file -> file.getFileName().toString().replace(".txt", ""))
            .toList();
    assertThat(programs()).containsExactlyInAnyOrderElementsOf(expected);
  }
}
