package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parsers of other people, built, tested and used as docs/guide/write-a-parser.md tells. */
@Timeout(300)
class PluginProjectsTest {

  @TempDir private Path folder;
  private Program skillmill = Program.compiled(Path.of(""));

  @BeforeEach
  void setUp() {
    skillmill = Program.compiled(folder);
  }

  @Test
  void the_ini_plugin_builds_keeps_the_contract_and_is_picked_up() throws IOException {
    Path project = folder.resolve("ini-plugin");
    copy("examples/ini-plugin", project);
    var maven = LocalMaven.in(Files.createDirectory(folder.resolve("maven")));
    if (maven.isEmpty()) {
      return;
    }
    Run built = maven.get().build(project);
    assertThat(built.exitCode()).as(built.out() + built.err()).isZero();
    used("ini", project, "skills/deploy.ini", "Build the image with");
  }

  @Test
  void a_new_java_parser_builds_keeps_the_contract_and_is_picked_up() throws IOException {
    var made = skillmill.run("new", "parser", "tea-list", "--lang", "java");
    assertThat(made.exitCode()).as(made.err()).isZero();
    Path project = folder.resolve("tea-list");
    var maven = LocalMaven.in(Files.createDirectory(folder.resolve("maven")));
    if (maven.isEmpty()) {
      return;
    }
    Run built = maven.get().build(project);
    assertThat(built.exitCode()).as(built.out() + built.err()).isZero();
    used("tea-list", project, "sample.tealist", "Pour it over the leaves");
  }

  @Test
  void a_new_python_parser_keeps_its_promises_and_is_picked_up() {
    if (!LocalMaven.onPath("python3")) {
      System.out.println("skipped: a Python parser, because python3 is not on the PATH");
      return;
    }
    var made = skillmill.run("new", "parser", "tea", "--lang", "python");
    assertThat(made.exitCode()).as(made.err()).isZero();
    kept("tea/skillmill.yaml", "tea", "tea/sample.tea");
  }

  @Test
  void the_example_programs_keep_their_promises() throws IOException {
    copy("examples/process-plugins", folder.resolve("programs"));
    if (LocalMaven.onPath("python3")) {
      kept("programs/skillmill.yaml", "todo-list", "programs/tea.todo");
    }
    if (LocalMaven.onPath("node")) {
      kept("programs/skillmill.yaml", "runbook", "programs/disk-full.runbook");
    }
  }

  private void used(String parser, Path project, String sample, String step) {
    String plugins = project.resolve("target").toString();
    assertThat(skillmill.run("parsers", "--plugins", plugins).out()).contains(parser + "\t1\t");
    String file = project.resolve(sample).toString();
    var tried = skillmill.run("parsers", "--try", parser, file, "--plugins", plugins);
    assertThat(tried.exitCode()).as(tried.out() + tried.err()).isZero();
    var parsed = skillmill.run("parse", file, "--plugins", plugins, "--stdout");
    assertThat(parsed.out()).as(parsed.err()).contains(step);
  }

  private void kept(String config, String parser, String sample) {
    var tried = skillmill.run("parsers", "--config", config, "--try", parser, sample);
    assertThat(tried.exitCode()).as(tried.out() + tried.err()).isZero();
    assertThat(tried.out()).contains(parser + " keeps its promises: 1 files tried");
    var parsed = skillmill.run("parse", sample, "--config", config, "--stdout");
    assertThat(parsed.out()).as(parsed.err()).contains("\"parsed_by\" : \"" + parser);
  }

  private static void copy(String from, Path to) throws IOException {
    Path source = Clone.ROOT.resolve(from);
    for (Path file : Clone.files(source)) {
      Path relative = source.relativize(file);
      if (!relative.startsWith("target")) {
        Path copy = to.resolve(relative.toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
