package io.skillmill.parsers.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is recovered from the frontmatter of real skills of other people, in the folder that
 * SKILLMILL_CORPUS names, as they are and with one more line that is broken.
 */
class RecoveryTest {

  private static final List<String> BREAKS =
      List.of(
          "extra: one: two",
          "extra: [one, two",
          "extra: {one: two",
          "extra: \"one",
          "extra: 'one",
          "extra: one\"two",
          "extra: \"one\" two",
          "extra: @one",
          "extra: `one`",
          "extra: *one",
          "extra: [x] one",
          "extra: > one",
          "extra: | one",
          "extra: %one",
          "extra:one",
          "extra: !one two",
          "extra: \tone",
          "\textra: one",
          "one, and no key at all",
          "- one");

  private int beside;
  private int doubted;

  @Test
  void name_and_description_are_recovered_wherever_both_lines_stand() throws IOException {
    int both = 0;
    var lost = new ArrayList<String>();
    for (Path file : corpus()) {
      var text =
          SourceText.read("SKILL.md", Files.readAllBytes(file), new ArrayList<>()).orElseThrow();
      if (!hasLine(text, "name:") || !hasLine(text, "description:")) {
        continue;
      }
      both++;
      Frontmatter read = read(text);
      if (read.text("name").isEmpty() || read.text("description").isEmpty()) {
        lost.add(file.toString());
      }
    }
    System.out.printf("recovery: %d files hold both lines, %d lost: %s%n", both, lost.size(), lost);
    assertThat(lost.size() * 100).isLessThanOrEqualTo(both);
  }

  @Test
  void a_broken_line_never_makes_a_wrong_value_certain() throws IOException {
    for (Path file : corpus()) {
      String sound = Files.readString(file);
      if (isSound(sound)) {
        BREAKS.forEach(broken -> {
          check(file, sound, "---\n" + broken + sound.substring(3));
          int end = sound.indexOf("\n---\n", 3) + 1;
          check(file, sound, sound.substring(0, end) + broken + "\n" + sound.substring(end));
        });
      }
    }
    System.out.printf(
        "recovery: %d fields beside a broken line, %d read with doubt%n", beside, doubted);
    assertThat(doubted * 20).isLessThanOrEqualTo(beside);
  }

  private void check(Path file, String sound, String broken) {
    Frontmatter before = read(SourceText.of("SKILL.md", sound));
    Frontmatter after = read(SourceText.of("SKILL.md", broken));
    for (String name : List.of("name", "description")) {
      beside++;
      if (!after.text(name).equals(before.text(name))) {
        doubted++;
        assertThat(after.field(name).map(Field::certain))
            .as("%s of %s, broken as %s", name, file, broken)
            .isNotEqualTo(Optional.of(true));
      }
    }
  }

  private static boolean isSound(String text) {
    return text.startsWith("---\n")
        && text.indexOf("\n---\n", 3) > 0
        && text.indexOf('\r') < 0
        && read(SourceText.of("SKILL.md", text)).all().stream().allMatch(Field::certain);
  }

  private static boolean hasLine(SourceText text, String start) {
    for (int line = 1; line <= Math.min(40, text.lineCount()); line++) {
      if (text.line(line).startsWith(start)
          && isText(text.line(line).substring(start.length()).strip())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isText(String value) {
    return !value.isEmpty()
        && !value.equals("\"\"")
        && !value.startsWith("[")
        && !value.endsWith("}");
  }

  private static List<Path> corpus() throws IOException {
    String corpus = System.getenv("SKILLMILL_CORPUS");
    if (corpus == null) {
      System.out.println("skipped: RecoveryTest, because SKILLMILL_CORPUS is not set");
      return List.of();
    }
    try (Stream<Path> files =
        Files.find(Path.of(corpus, "skills"), 20, (path, _) -> path.endsWith("SKILL.md"))) {
      return files.sorted().toList();
    }
  }

  private static Frontmatter read(SourceText text) {
    return Frontmatter.read(text, Limits.DEFAULT, new ArrayList<>());
  }
}
