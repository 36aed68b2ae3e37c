package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code skillmill check --fix}: a difference first, files only when asked. */
final class FixTest {

  private static final String BROKEN = "---\nname: a\ndescription: Use when: asked.\n---\nx\n";
  private static final String SOUND = "---\nname: a\ndescription: \"Use when: asked.\"\n---\nx\n";

  @TempDir Path directory;
  private CommandLineRunner cli = new CommandLineRunner(Path.of(""));

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
  }

  @Test
  void the_difference_is_shown_and_nothing_written() throws IOException {
    Path file = cli.file("skills/a/SKILL.md", BROKEN);
    cli.skill("b");
    var ran = cli.run("check", cli.skills(), "--fix", "--root", directory.toString());
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains(
            "--- a/skills/a/SKILL.md",
            "-description: Use when: asked.\n+description: \"Use when: asked.\"\n");
    assertThat(ran.err()).contains("quote-colon", "1 of 2 skills can be mended", "--write");
    assertThat(Files.readString(file)).isEqualTo(BROKEN);
  }

  @Test
  void files_are_written_when_asked_and_not_again() throws IOException {
    Path file = cli.file("skills/a/SKILL.md", BROKEN);
    var ran = cli.run("check", file.toString(), "--fix", "--write");
    assertThat(ran.exitCode()).isZero();
    assertThat(Files.readString(file)).isEqualTo(SOUND);
    assertThat(cli.run("check", file.toString(), "--fix", "--write").err())
        .contains("0 of 1 skills mended");
  }

  @Test
  void a_secret_is_not_shown_and_stays_in_the_file() throws IOException {
    String secret = "ghp_" + "a1B2c3D4e5F6".repeat(3);
    Path file = cli.file("skills/a/SKILL.md", BROKEN.replace("asked", secret));
    var ran = cli.run("check", file.toString(), "--fix", "--write");
    assertThat(ran.out() + ran.err()).contains("+description").doesNotContain(secret);
    assertThat(Files.readString(file)).isEqualTo(SOUND.replace("asked", secret));
  }

  @Test
  void standard_input_is_shown_but_never_written() {
    assertThat(cli.input(BROKEN).run("check", "-", "--fix").out()).contains("+description: \"Use");
    var refused = cli.input(BROKEN).run("check", "-", "--fix", "--write");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("Leave --write out");
  }

  @Test
  void what_does_not_go_together_is_refused() {
    cli.skill("a");
    assertThat(cli.run("check", cli.skills(), "--write").exitCode()).isEqualTo(2);
    assertThat(cli.run("check", cli.skills(), "--fix", "--format", "json").exitCode()).isEqualTo(2);
  }
}
