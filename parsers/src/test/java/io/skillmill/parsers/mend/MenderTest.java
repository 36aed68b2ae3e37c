package io.skillmill.parsers.mend;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Field;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.skill.SkillFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MenderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Use when: asked | \"Use when: asked\"",
        "*bold* tea | \"*bold* tea\"",
        "@tea | \"@tea\"",
        "> makes tea | \"makes tea\"",
        "[x] makes \"tea\": now | \"[x] makes \\\"tea\\\": now\"",
      })
  void a_value_that_needs_quotes_gets_them(String value, String quoted) {
    String before = "---\nname: tea\ndescription: " + value + "\n---\nbody\n";
    Mended mended = mend(before).orElseThrow();
    assertThat(mended.text()).isEqualTo("---\nname: tea\ndescription: " + quoted + "\n---\nbody\n");
    assertThat(read(mended.text()).all()).allMatch(Field::certain);
    assertThat(mend(mended.text())).isEmpty();
  }

  @Test
  void the_difference_can_be_given_to_patch() {
    Mended mended = mend("---\nname: tea\ndescription: a: b\n  c\n---\nbody\n").orElseThrow();
    assertThat(mended.told()).containsExactly("description is in quotes (repair quote-colon)");
    assertThat(mended.difference("tea/SKILL.md"))
        .containsExactly(
            "--- a/tea/SKILL.md",
            "+++ b/tea/SKILL.md",
            "@@ -1,6 +1,5 @@",
            " ---",
            " name: tea",
            "-description: a: b",
            "-  c",
            "+description: \"a: b c\"",
            " ---",
            " body");
  }

  @Test
  void encodings_and_line_ends_are_put_right() {
    byte[] bytes = "\uFEFF---\r\nname: tea\r\n---\r\nbody".getBytes(StandardCharsets.UTF_8);
    Mended mended = Mender.mend(SkillFile.of("SKILL.md", bytes), Limits.DEFAULT).orElseThrow();
    assertThat(mended.text()).isEqualTo("---\nname: tea\n---\nbody");
    assertThat(mended.told()).containsExactly("the byte order mark is gone", "lines end in LF");
    assertThat(mended.difference("x")).isEmpty();
  }

  @Test
  void what_needs_a_person_is_left() {
    assertThat(mend("---\nname: tea\ndescription: \"open\nlicense: MIT\n---\n")).isEmpty();
    assertThat(mend("---\nname: a\nname: b\n---\n")).isEmpty();
    assertThat(mend("name: tea\n")).isEmpty();
    assertThat(mend("---\nname: tea\n---\nbody\n")).isEmpty();
    byte[] broken = {'-', '-', '-', '\r', '\n', (byte) 0xff};
    assertThat(Mender.mend(SkillFile.of("SKILL.md", broken), Limits.DEFAULT)).isEmpty();
  }

  @Test
  void real_skills_say_the_same_after_mending_and_nothing_is_mended_twice() throws IOException {
    String corpus = System.getenv("SKILLMILL_CORPUS");
    if (corpus == null) {
      System.out.println("skipped: MenderTest, because SKILLMILL_CORPUS is not set");
      return;
    }
    int mendedFiles = 0;
    try (Stream<Path> files = Files.walk(Path.of(corpus, "skills"))) {
      for (Path path : files.filter(each -> each.endsWith("SKILL.md")).sorted().toList()) {
        var file = SkillFile.of("SKILL.md", Files.readAllBytes(path));
        Optional<Mended> mended = Mender.mend(file, Limits.DEFAULT);
        if (mended.isPresent()) {
          mendedFiles++;
          var before = SourceText.read(file, Limits.DEFAULT, new ArrayList<>()).orElseThrow();
          assertThat(read(mended.get().text()).fields())
              .as(path.toString())
              .isEqualTo(read(before.text()).fields());
          assertThat(mend(mended.get().text())).as(path.toString()).isEmpty();
        }
      }
    }
    System.out.println("mending: " + mendedFiles + " files of other people can be mended");
    assertThat(mendedFiles).isGreaterThan(5);
  }

  private static Optional<Mended> mend(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Mender.mend(SkillFile.of("SKILL.md", bytes), Limits.DEFAULT);
  }

  private static Frontmatter read(String text) {
    return Frontmatter.read(SourceText.of("SKILL.md", text), Limits.DEFAULT, new ArrayList<>());
  }
}
