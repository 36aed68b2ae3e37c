package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.CommandLineRunner.Ran;
import io.skillmill.cli.host.Kinds;
import io.skillmill.cli.host.Skills;
import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.store.LocalSkillStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Skills are begun, run, registered and shown from the command line. */
@Timeout(120)
class SkillCommandTest {

  @TempDir Path directory;
  private CommandLineRunner cli;

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private Ran good(String... args) {
    var ran = cli.run(args);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran;
  }

  @Test
  void a_new_skill_of_each_kind_runs_at_once_and_makes_no_store() {
    good("skill", "new", path("greet"), "--kind", "python");
    good("skill", "new", path("hail"), "--kind", "javascript");
    good("skill", "new", path("total"), "--kind", "composite");
    good("skill", "new", path("echo"), "--kind", "process");
    good("skill", "new", path("guide"), "--kind", "instructions");

    assertThat(good("skill", "run", "--skill", path("greet")).out()).contains("Hello, world!");
    assertThat(
            good("skill", "run", "--skill", path("greet"), "--input", "{\"who\":\"you\"}", "--json")
                .json()
                .path("output")
                .path("greeting")
                .asString())
        .isEqualTo("Hello, you!");
    assertThat(good("skill", "run", "--skill", path("total"), "--json").json().path("output"))
        .hasToString("{\"result\":10}");
    assertThat(good("skill", "run", "--skill", path("hail")).out()).contains("Hello, world!");
    assertThat(good("skill", "run", "--skill", path("echo")).out()).contains("received");
    assertThat(good("skill", "run", "guide", "--skill", path("guide")).out()).contains("report");
    assertThat(cli.store()).doesNotExist();
    var again = cli.run("skill", "new", path("greet"), "--kind", "python");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("not empty");
  }

  @Test
  void the_project_of_a_skill_in_java_is_whole() {
    var ran = good("skill", "new", path("my-greet"), "--kind", "java");

    assertThat(ran.out().lines()).hasSize(4).anyMatch(line -> line.endsWith("MyGreet.java"));
    assertThat(ran.err()).contains("mvn -q package");
    assertThat(directory.resolve("my-greet/skill.yaml")).content().contains("com.example.MyGreet");
  }

  /** Compiled by the compiler of the JDK that runs this, in the place of Maven. */
  @Test
  void a_new_skill_in_java_compiles_and_runs() throws Exception {
    good("skill", "new", path("my-greet"), "--kind", "java");
    Path project = directory.resolve("my-greet");
    Path classes = Files.createDirectories(project.resolve("target/classes"));
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a whole JDK");

    var said = new ByteArrayOutputStream();
    int failed =
        compiler.run(
            null,
            said,
            said,
            "-Xlint:all,-processing",
            "-Werror",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            project.resolve("src/main/java/com/example/MyGreet.java").toString());
    assertThat(failed).as(said.toString(StandardCharsets.UTF_8)).isZero();
    try (var jar =
        new JarOutputStream(Files.newOutputStream(project.resolve("target/my-greet.jar")))) {
      jar.putNextEntry(new ZipEntry("com/example/MyGreet.class"));
      jar.write(Files.readAllBytes(classes.resolve("com/example/MyGreet.class")));
      jar.closeEntry();
    }

    var ran = good("skill", "run", "--skill", project.toString(), "--input", "{\"who\":\"you\"}");
    assertThat(ran.json().path("greeting").asString()).isEqualTo("Hello, you!");
  }

  @Test
  void the_calls_are_told_on_request() {
    good("skill", "new", path("total"), "--kind", "composite");

    var text = good("skill", "run", "total", "--skill", path("total"), "--trace");
    var json = good("skill", "run", "total", "--skill", path("total"), "--trace", "--json");

    assertThat(text.out()).contains("\"result\"").doesNotContain("calculator");
    assertThat(text.err()).contains("total 0.1.0", "  calculator");
    assertThat(json.json().path("trace").path("calls")).hasSize(2);
  }

  @Test
  void a_skill_is_registered_shown_changed_and_removed() {
    var code = cli.file("twice.py", "def twice(x):\n    return {'value': 2 * x}\n");
    good("skill", "register", code.toString());

    assertThat(good("skill", "run", "twice", "--input", "{\"x\":4}").out()).contains("8");
    assertThat(good("skill", "list").out()).contains("twice", "python", "registry");
    assertThat(good("skill", "show", "twice", "--code").out()).contains("2 * x");
    cli.file(
        "three/skill.yaml",
        """
        name: twice
        description: x
        version: "2.0"
        implementation: {python: three.py}
        """);
    cli.file("three/three.py", "def twice(x):\n    return {'value': 3 * x}\n");
    assertThat(good("skill", "register", path("three")).out()).contains("revision 2");
    assertThat(good("skill", "run", "twice", "--input", "{\"x\":4}").out()).contains("12");
    var versions = good("skill", "show", "twice", "--versions", "--json").json();
    assertThat(versions.path("versions")).hasSize(2);
    String first = versions.path("versions").path(1).path("version").asString();
    good("skill", "rollback", "twice", first);
    assertThat(good("skill", "run", "twice", "--input", "{\"x\":4}").out()).contains("8");
    good("skill", "remove", "twice");
    assertThat(cli.run("skill", "run", "twice").exitCode()).isEqualTo(1);
    assertThat(cli.run("skill", "remove", "twice").exitCode()).isEqualTo(1);
  }

  @Test
  void a_run_is_given_secrets_of_the_environment_by_their_names() {
    cli.file(
        "keyed/skill.yaml",
        """
        name: keyed
        description: x
        credentials: [KEY]
        implementation: {python: keyed.py}
        """);
    cli.file("keyed/keyed.py", "def keyed():\n    return {'length': len(credential('KEY'))}\n");
    cli.environment("KEY", "s3cr3t").environment("OTHER", "longer-s3cr3t");

    var named = good("skill", "run", "--skill", path("keyed"), "--credential", "KEY");
    var other = good("skill", "run", "--skill", path("keyed"), "--credential", "KEY=OTHER");
    var without = cli.run("skill", "run", "--skill", path("keyed"));
    var typed = cli.run("skill", "run", "--skill", path("keyed"), "--credential", "KEY=hunter2");

    assertThat(named.out()).contains("6").doesNotContain("s3cr3t");
    assertThat(other.out()).contains("13");
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err()).contains("give its name with --credential NAME");
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err())
        .contains("nothing to take the credential 'KEY' from")
        .doesNotContain("hunter2");
  }

  @Test
  void kinds_beyond_text_are_registered_where_that_is_said() {
    cli.file(
        "cat/skill.yaml",
        "name: cat\ndescription: x\nimplementation: {kind: process, command: [cat]}\n");

    var refused = cli.run("skill", "register", path("cat"));
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("settings.registry.kinds", "--register-kinds");
    good("skill", "register", path("cat"), "--register-kinds", "python,process");
    assertThat(
            good("skill", "run", "cat", "--input", "{\"x\":4}", "--register-kinds", "process")
                .out())
        .contains("4");
    assertThat(cli.run("skill", "run", "cat").err()).contains("cannot be registered here");
    var config = cli.file("host/runtime-config.yaml", "settings: {registry: {kinds: [process]}}\n");
    assertThat(good("skill", "run", "cat", "--config", config.toString()).out()).contains("{");
  }

  @Test
  void mistakes_are_told_with_the_remedy() throws Exception {
    cli.file("bad.py", "def bad(:\n");
    cli.file(
        "strict/skill.yaml",
        """
        name: strict
        description: x
        inputs: {x: number}
        implementation: {python: {source: "def strict(x): return 1 / x"}}
        """);
    for (var mistake :
        List.of(
            List.of("2", "not said which skill", "run"),
            List.of("1", "no skill 'nope'", "run", "nope"),
            List.of("2", "is not JSON", "run", "nope", "--input", "{"),
            List.of("2", "does not fit", "run", "--skill", path("strict")),
            List.of("2", "'skillmill skill show strict'", "run", "--skill", path("strict")),
            List.of(
                "1", "division by zero", "run", "--skill", path("strict"), "--input", "{\"x\":0}"),
            List.of("2", "no file", "list", "--config", path("no.yaml")),
            List.of("2", "no sound skill", "register", path("nowhere")),
            List.of("1", "SyntaxError", "register", path("bad.py")),
            List.of("2", "cobol", "new", path("x"), "--kind", "cobol"),
            List.of("1", "registered", "show", "nope", "--code"))) {
      var args = new java.util.ArrayList<>(List.of("skill"));
      args.addAll(mistake.subList(2, mistake.size()));
      var ran = cli.run(args.toArray(String[]::new));
      assertThat(ran.err()).as(args.toString()).contains(mistake.get(1));
      assertThat(ran.exitCode()).as(args + ran.err()).isEqualTo(Integer.parseInt(mistake.get(0)));
    }
    assertThat(Files.exists(directory.resolve("x"))).isFalse();
  }

  @Test
  void the_graph_is_drawn() {
    good("skill", "new", path("total"), "--kind", "composite");

    assertThat(good("graph", "--skill", path("total")).out()).startsWith("flowchart LR");
    assertThat(good("graph", "--skill", path("total"), "--format", "dot").out())
        .contains("\"total\" -> \"calculator\"");
    assertThat(good("graph", "--skill", path("total"), "--json").json().path("edges")).hasSize(1);
    assertThat(cli.run("graph", "--format", "png").exitCode()).isEqualTo(2);
  }

  @Test
  void with_the_address_of_a_host_all_of_it_is_done_there() {
    var settings = new Settings("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, "test");
    try (var store = LocalSkillStore.open(directory.resolve("served.db"));
        var registrar = Registrar.open(store.database(), Plan.nothing(), Kinds.all());
        var host =
            StoreHost.open(
                store, Skills.of(registrar, true), settings, Throwable::printStackTrace)) {
      cli.environment("SKILLMILL_STORE", host.url());
      var code = cli.file("twice.py", "def twice(x):\n    return {'value': 2 * x}\n");

      good("skill", "register", code.toString());

      var run = good("skill", "run", "twice", "--input", "{\"x\":4}", "--trace", "--json").json();
      assertThat(run.path("output").path("value").asInt()).isEqualTo(8);
      assertThat(run.path("trace").path("skill").asString()).isEqualTo("twice");
      assertThat(good("skill", "list", "--json").json().path("skills")).hasSize(1);
      assertThat(good("skill", "show", "twice").out()).contains("parameters");
      assertThat(good("skill", "show", "twice", "--code").out()).contains("2 * x");
      assertThat(good("skill", "show", "twice", "--versions").out()).contains("\"http\"");
      assertThat(good("graph", "--json").json().path("nodes")).hasSize(1);
      assertThat(cli.run("skill", "run", "twice", "--input", "{\"x\":\"a\"}", "--json").exitCode())
          .isZero();
      var missing = cli.run("skill", "run", "nope");
      assertThat(missing.exitCode()).isEqualTo(1);
      assertThat(missing.err()).contains("There are twice");
      good("skill", "remove", "twice");
      assertThat(cli.run("skill", "remove", "twice").exitCode()).isEqualTo(1);
    }
    var gone = cli.run("skill", "list");
    assertThat(gone.exitCode()).isEqualTo(3);
    assertThat(gone.err()).contains("skillmill serve");
  }
}
