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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MenderTest {

  @TempDir Path directory;

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
    Mended mended = mend(before);
    assertThat(mended.text()).isEqualTo("---\nname: tea\ndescription: " + quoted + "\n---\nbody\n");
    assertThat(read(mended.text()).all()).allMatch(Field::certain);
    assertThat(mend(mended.text()).changes()).isFalse();
  }

  @Test
  void the_difference_can_be_given_to_patch() {
    Mended mended = mend("---\nname: tea\ndescription: a: b\n  c\n---\nbody\n");
    assertThat(mended.told()).containsExactly("description gets quotes (repair quote-colon)");
    assertThat(mended.patch()).isEqualTo(mended.glance());
    assertThat(mended.patch().lines("tea/SKILL.md"))
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
    Mended mended = mend("\uFEFF---\r\nname: tea\r\n---\r\nbody");
    assertThat(mended.text()).isEqualTo("---\nname: tea\n---\nbody");
    assertThat(mended.told()).containsExactly("the byte order mark goes", "line ends become LF");
    assertThat(mended.glance().lines("x")).isEmpty();
    assertThat(mended.patch().lines("x"))
        .containsExactly(
            "--- a/x",
            "+++ b/x",
            "@@ -1,4 +1,4 @@",
            "-\uFEFF---\r",
            "-name: tea\r",
            "-" + "---\r",
            "+---",
            "+name: tea",
            "+---",
            " body",
            "\\ No newline at end of file");
  }

  @Test
  void what_needs_a_person_is_left_with_the_reason() {
    assertLeft(
        "---\nname: tea\ndescription: \"open\nlicense: MIT\n---\n",
        "description is left as it is: its quotes do not close");
    assertLeft("---\nname: a\nname: b\n---\n", "name is left as it is: it stands more than once");
    assertThat(mend("name: tea\n").changes()).isFalse();
    Mended sound = mend("---\nname: tea\n---\nbody\n");
    assertThat(sound.changes()).isFalse();
    assertThat(sound.left()).isEmpty();
    byte[] broken = {'-', '-', '-', '\r', '\n', (byte) 0xff};
    Mended bytes = Mender.mend(SkillFile.of("SKILL.md", broken), Limits.DEFAULT);
    assertThat(bytes.changes()).isFalse();
    assertThat(bytes.left()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "description: Use when: asked # trailing",
        "description: Use when: asked\t# trailing",
        "description: Use when: asked\n  # between\n  and so on",
        "description: > makes tea # trailing",
        "description: @tea\n# at the level of the key\n  and so on",
      })
  void a_value_that_may_hold_a_comment_is_left_to_people(String field) {
    assertLeft("---\nname: tea\n" + field + "\n---\nbody\n", "only you know");
  }

  @Test
  void a_number_sign_within_a_word_is_no_comment() {
    assertThat(mend("---\nname: tea\ndescription: C#: now\n---\n").told()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void no_difference_shows_a_secret_and_the_text_keeps_it(String text, List<String> secrets) {
    for (String written : List.of(text, text.replace("\n", "\r\n"))) {
      Mended mended = mend(written);
      assertThat(mended.changes()).as(written).isTrue();
      String shown =
          String.join("\n", mended.glance().lines("x"))
              + String.join("\n", mended.patch().lines("x"))
              + mended.told()
              + mended.left();
      assertThat(shown).doesNotContain(secrets);
      assertThat(mended.blackedOut()).isTrue();
      secrets.forEach(secret -> assertThat(mended.text()).contains(secret));
    }
  }

  private static Stream<Arguments> secrets() {
    String drawn = "q7Zk29xVb41Lm8Rt0w";
    String token = "ghp_" + "a1B2c3D4e5F6".repeat(3);
    String first = "MIIEpAIBAAKCAQEAy8Dbv8prpJ4zX2mWk1qRt5uVh7c9Ns3dKe6Lg0PfYaTiOwBx";
    String second = "jH4vC2nZ8rQ6sE1tU5yI7oP3aD9fG0hJ4kL6mN8bV2cX1zW5qR7tY3uI9oA=";
    String last = "Zz9yXq==";
    String key =
        "-----BEGIN PRIVATE KEY-----\n%s\n%s\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(first, second, last);
    String indented = key.indent(2);
    return Stream.of(
        Arguments.of(
            "---\nname: tea\ndescription: Use api_key=\"%s\": now\n---\nx\n".formatted(drawn),
            List.of(drawn)),
        Arguments.of(
            "---\nname: tea\ndescription: Use when: %s\n---\nx\n".formatted(token), List.of(token)),
        Arguments.of(
            "---\nname: tea\n%s: Use when: asked\n---\nx\n".formatted(token), List.of(token)),
        Arguments.of("---\ndescription: Use when: asked\n---\n" + key, List.of(first, second)),
        Arguments.of(
            "---\nname: tea\nnotes: |\n%sdescription: Use when: asked\n---\nx\n"
                .formatted(indented),
            List.of(first, second)),
        Arguments.of(
            "---\nname: tea\ndescription: Use when: asked\n%s---\nx\n".formatted(indented),
            List.of(first, second, last)));
  }

  @Test
  void patch_and_git_take_the_difference() throws Exception {
    for (String body : List.of("body\n", "body", "", "a\n\nb\nc\nd\ne\nf\ng")) {
      for (String ends : List.of("\n", "\r\n")) {
        for (String mark : List.of("", "\uFEFF")) {
          String text = "---\nname: tea\ndescription: Use: it\nlicense: MIT: yes\n---\n" + body;
          applies(mark + text.replace("\n", ends));
        }
      }
    }
    applies("---\rname: tea\rdescription: Use: it\r---\rbody\r");
    applies("---\nname: tea\r\ndescription: Use: it\r---\nbody");
  }

  private void applies(String text) throws Exception {
    Mended mended = mend(text);
    Files.createDirectories(directory.resolve("my skills"));
    for (String program : List.of("patch --binary -s -p1", "git apply")) {
      Path file = Files.writeString(directory.resolve("my skills/SKILL.md"), text);
      Path patch = directory.resolve("tea.patch");
      Files.writeString(
          patch, String.join("\n", mended.patch().lines("my skills/SKILL.md")) + "\n");
      if (runs(program, patch)) {
        assertThat(Files.readString(file)).as(program + " of " + text).isEqualTo(mended.text());
      }
    }
  }

  /** Whether there is such a program. */
  private boolean runs(String program, Path patch) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(program.split(" "))
              .directory(directory.toFile())
              .redirectInput(patch.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(program + ": " + said).isZero();
      return true;
    } catch (IOException _) {
      System.out.println("skipped: " + program + " is not here");
      return false;
    }
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
        Mended mended = Mender.mend(file, Limits.DEFAULT);
        if (mended.changes()) {
          mendedFiles++;
          var before = SourceText.read(file, Limits.DEFAULT, new ArrayList<>()).orElseThrow();
          assertThat(read(mended.text()).fields())
              .as(path.toString())
              .isEqualTo(read(before.text()).fields());
          assertThat(mend(mended.text()).changes()).as(path.toString()).isFalse();
        }
      }
    }
    System.out.println("mending: " + mendedFiles + " files of other people can be mended");
    assertThat(mendedFiles).isGreaterThan(5);
  }

  private static void assertLeft(String text, String why) {
    Mended mended = mend(text);
    assertThat(mended.changes()).isFalse();
    assertThat(mended.left()).singleElement().asString().contains(why);
  }

  private static Mended mend(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Mender.mend(SkillFile.of("SKILL.md", bytes), Limits.DEFAULT);
  }

  private static Frontmatter read(String text) {
    return Frontmatter.read(SourceText.of("SKILL.md", text), Limits.DEFAULT, new ArrayList<>());
  }
}
