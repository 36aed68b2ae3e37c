package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.render.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What holds for every command: help, usage errors, streams and exit codes. */
final class MainTest {

  @TempDir Path directory;

  @Test
  void every_command_has_help_with_examples_that_name_it() {
    var cli = new CommandLineRunner(directory);
    for (var path : commands(Main.commandLine(), List.of())) {
      var args = new ArrayList<>(path);
      args.add("--help");
      var ran = cli.run(args.toArray(String[]::new));
      assertThat(ran.exitCode()).as(args.toString()).isZero();
      assertThat(ran.out())
          .contains("Examples:\n")
          .containsPattern("  .*skillmill " + String.join(" ", path));
      var help = new ArrayList<>(List.of("help"));
      help.addAll(path);
      assertThat(cli.run(help.toArray(String[]::new)).out()).isEqualTo(ran.out());
    }
  }

  private static List<List<String>> commands(CommandLine parent, List<String> path) {
    var all = new ArrayList<List<String>>();
    parent
        .getSubcommands()
        .forEach((name, command) -> {
          var full = new ArrayList<>(path);
          full.add(name);
          all.add(full);
          all.addAll(commands(command, full));
        });
    return all;
  }

  @Test
  void the_version_is_told() {
    var cli = new CommandLineRunner(directory);
    assertThat(cli.run("--version").out()).matches("skillmill \\d+\\.\\d+\\.\\d+\n");
    assertThat(cli.run("-V").out()).isEqualTo(cli.run("--version").out());
  }

  @Test
  void no_command_at_all_shows_the_help_and_is_wrong_usage() {
    var ran = new CommandLineRunner(directory).run();
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("Usage: skillmill").contains("parse");
  }

  @Test
  void a_misspelt_word_is_answered_with_what_may_be_meant() {
    var cli = new CommandLineRunner(directory);
    assertThat(cli.run("prase", "x").err())
        .startsWith("skillmill: There is no command 'prase'. Did you mean parse")
        .contains("--help");
    assertThat(cli.run("prase").exitCode()).isEqualTo(2);
    assertThat(cli.run("demo", "fecth").err())
        .startsWith("skillmill: There is no command 'fecth'. Did you mean fetch");
    assertThat(cli.run("parse", "x", "--jsn").err()).contains("Did you mean --json");
    assertThat(cli.run("help", "prase").exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "", " ", "a,", ",a", "a,,b", "spec, ,codex"})
  void a_list_with_an_empty_member_is_wrong_usage(String list) {
    var cli = new CommandLineRunner(directory);
    cli.skill("a");
    List<List<String>> lines =
        List.of(
            List.of("check", cli.skills(), "--profile", list),
            List.of("tasks", "--state", list),
            List.of("prune", "--older-than", "1h", "--states", list),
            List.of("work", "--drain", "--queues", list));
    for (List<String> line : lines) {
      var ran = cli.run(line.toArray(String[]::new));
      assertThat(ran.exitCode()).as(line.toString()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
    }
    assertThat(cli.run("prune", "--older-than", "1h", "--states", "completed,").err())
        .contains("A word is missing in 'completed,', which --states was given")
        .contains("skillmill prune --help");
  }

  @Test
  void the_completion_script_knows_commands_and_options() {
    var cli = new CommandLineRunner(directory);
    for (var shell : new String[] {"bash", "zsh"}) {
      var ran = cli.run("completion", shell);
      assertThat(ran.exitCode()).isZero();
      assertThat(ran.out()).contains("_complete_skillmill").contains("--max-attempts");
    }
    assertThat(cli.run("completion", "fish").exitCode()).isEqualTo(2);
    assertThat(cli.run("completion").exitCode()).isEqualTo(2);
  }

  @Test
  void a_stack_trace_is_shown_for_debugging_only() {
    var cli = new CommandLineRunner(directory);
    assertThat(cli.run("status", "--debug").err()).contains("\tat io.skillmill");
    assertThat(cli.run("--debug", "status").err()).contains("\tat io.skillmill");
    assertThat(cli.run("status").err()).doesNotContain("\tat ");
  }

  @Test
  void a_reader_who_goes_away_ends_the_program_quietly() {
    assertEnding("Broken pipe", 0, "");
  }

  @Test
  void a_full_disk_is_told_once() {
    assertEnding(
        "No space left on device",
        1,
        "skillmill: The output could not be written: No space left on device. Check that the disk"
            + " has room and that the file may be written.\n");
  }

  private static void assertEnding(String reason, int exitCode, String told) {
    var out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    var err = new ByteArrayOutputStream();
    var surroundings = Surroundings.of(InputStream.nullInputStream(), out, err, Map.of());
    assertThat(Main.run(new String[] {"completion", "bash"}, surroundings)).isEqualTo(exitCode);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(told);
  }
}
