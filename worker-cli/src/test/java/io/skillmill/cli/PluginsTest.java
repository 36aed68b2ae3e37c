package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

  @TempDir private Path directory;
  private CommandLineRunner cli = new CommandLineRunner(Path.of(""));
  private Path plugins = Path.of("");

  @BeforeEach
  void a_folder_with_a_sound_plugin_and_a_broken_one() throws IOException {
    cli = new CommandLineRunner(directory);
    plugins = Files.createDirectory(directory.resolve("plugins"));
    jar(plugins.resolve("notes.jar"));
    Files.writeString(plugins.resolve("torn.jar"), "no jar");
  }

  @Test
  void a_plugin_takes_a_source_from_the_queue_to_its_result() {
    cli.file("a.notes", "hello");
    var enqueued = cli.run("enqueue", path("a.notes"), "--plugins", plugins.toString());
    assertThat(enqueued.exitCode()).isZero();
    assertThat(enqueued.err()).contains("torn.jar is no jar that can be read", "Copy it there");

    var without = cli.run("work", "--drain", "--json");
    assertThat(without.json().path("left_behind").asInt()).isEqualTo(1);
    var with = cli.run("work", "--drain", "--json", "--plugins", plugins.toString());
    assertThat(with.json().path("completed").asInt()).as(with.err()).isEqualTo(1);
    assertThat(cli.run("result", "1").json().path("meta").path("name").asString())
        .isEqualTo("hello");
  }

  @Test
  void parse_finds_plugins_by_the_environment() {
    cli.file("a.notes", "hello");
    cli.environment("SKILLMILL_PLUGINS", plugins.toString());
    assertThat(cli.run("parse", path("a.notes"), "--json").json().path("completed").asInt())
        .isEqualTo(1);
    assertThat(cli.run("parse", path("a.notes"), "--stdout").out()).contains("\"hello\"");
    var refused = cli.run("parse", path("a.notes"), "--no-plugins", "--stdout");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("No parser fits");
  }

  @Test
  void parsers_are_listed_with_where_they_are_from_and_what_is_wrong() {
    cli.file(
        "skillmill.yaml",
        """
        parsers:
          - {name: prog, version: 3, command: [prog, --fast], formats: "*.prog"}
          - {name: Prog, version: 3, command: prog, formats: "*.prog"}
        """);
    var listed =
        cli.run("parsers", "--plugins", plugins.toString(), "--config", path("skillmill.yaml"));
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out())
        .contains("agent-skill\t", "\tbuilt in\t")
        .contains("moody\t7\tclass path\t")
        .contains("notes\t1\t" + plugins.resolve("notes.jar"))
        .contains("prog\t3\tprog --fast\t")
        .contains("-\t-\t" + plugins.resolve("torn.jar") + "\tThe plugin")
        .contains("parsers[1] ('Prog')");

    var json =
        cli.run(
                "parsers",
                "--json",
                "--plugins",
                plugins.toString(),
                "--config",
                path("skillmill.yaml"))
            .json();
    assertThat(json.path("parsers").findValuesAsString("origin"))
        .containsSubsequence("built_in", "jar", "program");
    assertThat(json.path("problems")).hasSize(2);
    assertThat(json.path("problems").get(0).path("remedy").asString()).contains("Copy it there");
  }

  @Test
  void a_bench_and_a_comparison_find_what_plugins_read() {
    cli.file("notes/a.notes", "hello");
    String folder = path("notes");
    var bench = new String[] {"bench", "parse", folder, "--files", "2", "--rounds", "1", "--json"};
    assertThat(cli.run(bench).exitCode()).isEqualTo(2);
    assertThat(cli.run(with(bench)).json().path("documents").asInt()).isEqualTo(2);
    var comparison = new String[] {"compare", "notes", "notes", folder, "--json"};
    assertThat(cli.run(with(comparison)).json().path("documents").asInt()).isEqualTo(1);
  }

  private String[] with(String... args) {
    return Stream.concat(Stream.of(args), Stream.of("--plugins", plugins.toString()))
        .toArray(String[]::new);
  }

  @Test
  void what_is_asked_for_and_not_there_is_wrong_usage() {
    assertThat(cli.run("parsers", "--plugins", path("nowhere")).exitCode()).isEqualTo(2);
    assertThat(cli.run("parsers", "--config", path("nowhere.yaml")).exitCode()).isEqualTo(2);
    assertThat(cli.run("parsers", "--no-plugins", "--plugins", plugins.toString()).exitCode())
        .isEqualTo(2);
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private void jar(Path to) throws IOException {
    Path source =
        cli.file(
            "work/Notes.java",
            """
            import io.skillmill.parsers.*;
            import io.skillmill.schema.json.Json;
            import io.skillmill.schema.skill.*;
            import java.util.List;
            public class Notes implements SkillParser {
              public String name() { return "notes"; }
              public String version() { return "1"; }
              public Fit fit(SkillSource source) {
                return source.primary().endsWith(".notes") ? Fit.CERTAIN : Fit.NONE;
              }
              public ParseResult parse(SkillSource source, Limits limits) {
                var document = Json.object();
                document.putObject("meta").put("skill_id", "claude__notes__a")
                    .put("name", new String(source.primaryFile().bytes().orElseThrow()))
                    .put("skill_layer", "claude_skill").put("schema_version", "2.4.0");
                document.putObject("decomposition");
                return new ParseResult.Parsed(new Document(document), List.of());
              }
            }
            """);
    var said = new StringWriter();
    var classPath = System.getProperty("java.class.path");
    int done =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(said),
                new PrintWriter(said),
                "-d",
                path("classes"),
                "-proc:none",
                "-cp",
                classPath,
                source.toString());
    assertThat(done).as(said.toString()).isZero();
    try (var out = new JarOutputStream(Files.newOutputStream(to))) {
      out.putNextEntry(new ZipEntry("META-INF/services/io.skillmill.parsers.SkillParser"));
      out.write("Notes".getBytes(StandardCharsets.UTF_8));
      for (Path each :
          Stream.of("Notes.class").map(directory.resolve("classes")::resolve).toList()) {
        out.putNextEntry(new ZipEntry(each.getFileName().toString()));
        out.write(Files.readAllBytes(each));
      }
    }
  }
}
