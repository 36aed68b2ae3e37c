package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void a_secret_in_quotes_or_over_several_lines_is_not_shown() {
    String secret = "q7Zk29xVb41Lm8Rt0w";
    String first = "MIIEpAIBAAKCAQEAy8Dbv8prpJ4zX2mWk1qRt5uVh7c9Ns3dKe6Lg0PfYaTiOwBx";
    String key =
        "-----BEGIN PRIVATE KEY-----\n" + first + "\n" + first + "\n-----END PRIVATE KEY-----";
    cli.file("skills/a/SKILL.md", BROKEN.replace("asked", "api_key=\"%s\": so".formatted(secret)));
    cli.file("skills/b/SKILL.md", BROKEN.replace("---\nx", "---\n" + key));
    var ran = cli.run("check", cli.skills(), "--fix");
    assertThat(ran.out() + ran.err())
        .contains("+description", "BEGIN PRIVATE KEY", "secrets are blacked out")
        .doesNotContain(secret, first);
  }

  @Test
  void what_is_left_to_people_is_told_with_the_reason() {
    cli.file("skills/a/SKILL.md", BROKEN.replace("asked.", "asked # often"));
    var ran = cli.run("check", cli.skills(), "--fix");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("SKILL.md: description is left as it is: ")
        .contains("0 of 1 skills can be mended");
  }

  @Test
  void line_ends_alone_are_shown_to_programs_and_told_to_people() {
    cli.file("skills/a/SKILL.md", SOUND.replace("\n", "\r\n"));
    assertThat(cli.run("check", cli.skills(), "--fix").out())
        .contains("-name: a\r\n", "+name: a\n");
    var ran = cli.terminal(60).run("check", cli.skills(), "--fix");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("line ends become LF");
  }

  @Test
  void nothing_is_written_through_a_link() throws IOException {
    Path target = cli.file("elsewhere.md", BROKEN);
    Path link = directory.resolve("skills/a/SKILL.md");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, target);
    var ran = cli.run("check", link.toString(), "--fix", "--write");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("symbolic link, and links are not followed", "Name its target");
    assertThat(Files.readString(target)).isEqualTo(BROKEN);
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void what_cannot_be_read_is_told_and_fails_the_run() throws IOException {
    Path empty = Files.createDirectories(directory.resolve("none"));
    var missing = cli.run("check", empty.toString(), "--fix");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("none/SKILL.md: there is no such file", "0 of 1 skills");
    Path huge = cli.file("skills/a/SKILL.md", SOUND + "x".repeat(9_000_000));
    var large = cli.run("check", cli.skills(), "--fix");
    assertThat(large.exitCode()).isEqualTo(1);
    assertThat(large.err()).contains(huge + ": The file has ");
    cli.file("skills/a/SKILL.md", "# No frontmatter\n");
    var bare = cli.run("check", cli.skills(), "--fix");
    assertThat(bare.exitCode()).isZero();
    assertThat(bare.err()).contains("is left as it is: it does not begin with a frontmatter");
  }

  @Test
  void a_difference_cannot_steer_the_terminal() {
    cli.file("skills/a/SKILL.md", BROKEN.replace("asked", "asked \u202e often"));
    assertThat(cli.terminal(60).run("check", cli.skills(), "--fix").out())
        .contains("+description")
        .doesNotContain("\u202e");
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
    for (String other : List.of("--profile=codex", "--fail-on=error", "--no-security", "--quiet")) {
      var ran = cli.run("check", cli.skills(), "--fix", other);
      assertThat(ran.exitCode()).as(other).isEqualTo(2);
      assertThat(ran.err()).contains("--fix shows a difference");
    }
  }
}
