package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows docs/start.md as a newcomer would, and compares what is printed with what it says. */
class TutorialTest {

  private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");
  private static final String PROMPT = "$ ./skillmill ";

  private record Step(List<String> arguments, String expected) {}

  @Test
  void the_tutorial_tells_the_truth(@TempDir Path folder) throws IOException {
    for (var file : Clone.files(Path.of(Program.skills()))) {
      var copy = folder.resolve(Clone.name(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    var skillmill = Program.compiled(folder);
    var steps = steps(Clone.read(Clone.ROOT.resolve("docs/start.md")));
    assertThat(steps).hasSizeGreaterThan(5);
    for (var step : steps) {
      var run = skillmill.run(step.arguments().toArray(String[]::new));
      assertThat(run.out())
          .as("%s%s, which said: %s", PROMPT, String.join(" ", step.arguments()), run.err())
          .matches(pattern(step.expected()));
    }
  }

  private static List<Step> steps(String page) {
    var steps = new ArrayList<Step>();
    for (var block : BLOCK.matcher(page).results().toList()) {
      for (var part : block.group(1).split("(?m)^" + Pattern.quote(PROMPT), -1)) {
        if (!part.isEmpty()) {
          int end = part.indexOf('\n');
          steps.add(
              new Step(List.of(part.substring(0, end).split(" ", -1)), part.substring(end + 1)));
        }
      }
    }
    return steps;
  }

  private static Pattern pattern(String expected) {
    var parts = Arrays.stream(expected.split("…", -1)).map(Pattern::quote);
    return Pattern.compile(parts.collect(Collectors.joining(".*")), Pattern.DOTALL);
  }
}
