package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code skillmill to-prompt}: the reference library's XML, or none. */
@Timeout(120)
final class ToPromptTest {

  @TempDir Path directory;
  private CommandLineRunner cli;

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
  }

  @Test
  void skills_are_listed_as_the_reference_lists_them() throws IOException {
    Path one =
        cli.file("x/b/SKILL.md", "---\nname: b\ndescription: Use <b> & \"it's\"\n---\nBody\n");
    Path other = cli.file("x/a/skill.md", "---\nname: A A\ndescription: '  a '\n---\n");
    var ran = cli.run("to-prompt", directory.resolve("x/b").toString(), other.toString());
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            <available_skills>
            <skill>
            <name>
            b
            </name>
            <description>
            Use &lt;b&gt; &amp; &quot;it&#x27;s&quot;
            </description>
            <location>
            %s
            </location>
            </skill>
            <skill>
            <name>
            A A
            </name>
            <description>
            a
            </description>
            <location>
            %s
            </location>
            </skill>
            </available_skills>
            """
                .formatted(one.toRealPath(), other.toRealPath()));
  }

  @Test
  void a_tree_gives_each_skill_in_it_and_a_skill_itself_alone() {
    cli.skill("a");
    cli.file("skills/a/inner/SKILL.md", "---\nname: inner\ndescription: b\n---\n");
    cli.skill("b");
    var tree = cli.run("to-prompt", cli.skills()).out();
    assertThat(tree.lines().filter("<skill>"::equals)).hasSize(3);
    var alone = cli.run("to-prompt", cli.skills() + "/a").out();
    assertThat(alone.lines().filter("<skill>"::equals)).hasSize(1);
  }

  @Test
  void links_to_the_directory_are_resolved() throws IOException {
    Path file = cli.skill("a");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("skills/a"));
    assertThat(cli.run("to-prompt", link.toString()).out())
        .contains("\n" + file.toRealPath() + "\n");
  }

  @Test
  void one_that_cannot_be_read_fails_the_run_unless_it_may_be_left_out() {
    cli.skill("a");
    cli.file("skills/b/SKILL.md", "---\nname: b\ndescription: Use when: asked\n---\n");
    var ran = cli.run("to-prompt", cli.skills());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("b/SKILL.md").contains("Invalid YAML").contains("--skip");
    var skipping = cli.run("to-prompt", "--skip-unreadable", cli.skills());
    assertThat(skipping.exitCode()).isZero();
    assertThat(skipping.out().lines().filter("<skill>"::equals)).hasSize(1);
    assertThat(skipping.err()).contains("left out");
  }

  @Test
  void a_directory_without_a_skill_has_no_file_there() throws IOException {
    Path empty = Files.createDirectories(directory.resolve("empty"));
    var ran = cli.run("to-prompt", empty.toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("SKILL.md not found in " + empty);
    assertThat(cli.run("to-prompt", directory + "/nowhere").exitCode()).isEqualTo(2);
    assertThat(cli.run("to-prompt", "-").exitCode()).isEqualTo(2);
  }

  @Test
  void one_remedy_is_told_for_a_skill_that_cannot_be_read() throws IOException {
    Files.createDirectories(directory.resolve("skills/a"));
    Path link = directory.resolve("skills/a/SKILL.md");
    Files.createSymbolicLink(link, cli.file("else.md", "x"));
    var ran = cli.run("to-prompt", cli.skills());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .contains(link + ": It is a symbolic link, and links are not followed; name its target")
        .contains("--skip-unreadable leaves such skills out")
        .doesNotContain("mend it");
  }

  @Test
  void on_a_terminal_nothing_steers_it() {
    cli.file("skills/a/SKILL.md", "---\nname: a\ndescription: \"b\\e[2J\"\n---\n");
    assertThat(cli.run("to-prompt", cli.skills()).out()).contains("b\u001b[2J");
    assertThat(cli.terminal(60).run("to-prompt", cli.skills()).out()).doesNotContain("\u001b");
  }
}
