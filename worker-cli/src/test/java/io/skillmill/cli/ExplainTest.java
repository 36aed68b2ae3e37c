package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code parse} and {@code enqueue} find in a tree, and what they say of the rest. */
@Timeout(120)
final class ExplainTest {

  @TempDir Path directory;
  private CommandLineRunner cli;

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
    cli.skill("tea");
    cli.file("skills/.gitignore", "out/\n");
    cli.file("skills/out/SKILL.md", "gone");
    cli.file("skills/package.json", "{\"name\": \"a\"}");
    cli.file("skills/tools.data.json", "[{\"name\": \"a\", \"inputSchema\": {}}]");
  }

  @Test
  void each_thing_that_is_passed_over_is_told_on_a_line_and_summed_up() {
    var ran = cli.run("enqueue", cli.skills(), "--explain");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("2 enqueued");
    assertThat(ran.err())
        .contains("skills/out: line 1 of")
        .contains("skills/package.json: no parser knows what it holds")
        .contains("passed over 3 in all: 1 ignored, ");
  }

  @Test
  void a_report_lists_the_same() {
    var ran = cli.run("enqueue", cli.skills(), "--explain", "--json");
    var passed = ran.json().path("passed_over");
    assertThat(passed.path("total").asInt()).isEqualTo(3);
    assertThat(passed.path("by_reason").path("ignored").asInt()).isEqualTo(1);
    assertThat(passed.path("listed")).hasSize(3);
    assertThat(passed.path("more").asInt()).isZero();
    assertThat(ran.err()).doesNotContain("passed over");
  }

  @Test
  void what_is_ignored_is_taken_in_when_asked_for() {
    var ran = cli.run("parse", cli.skills(), "--no-gitignore", "--json", "--explain");
    assertThat(ran.json().path("total").asInt()).isEqualTo(3);
    assertThat(ran.json().path("passed_over").path("total").asInt()).isEqualTo(2);
  }

  @Test
  void a_parser_that_is_asked_for_decides_what_is_a_source() {
    var ran = cli.run("enqueue", cli.skills(), "--parser", "agent-skill", "--json");
    assertThat(ran.json().path("enqueued").asInt()).isEqualTo(1);
  }
}
