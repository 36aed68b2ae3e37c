package io.skillmill.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.CommandLineRunner;
import io.skillmill.cli.CommandLineRunner.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every demonstration plays to its end, without a key, and leaves nothing behind. */
@Timeout(180)
class DemosTest {

  @TempDir Path directory;
  private CommandLineRunner cli;

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
  }

  private Ran played(String name) throws IOException {
    var before = left();
    var ran = cli.run("demo", name);
    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(left()).isEqualTo(before);
    assertThat(cli.store()).doesNotExist();
    return ran;
  }

  private static Set<Path> left() throws IOException {
    try (var all =
        Files.newDirectoryStream(
            Path.of(System.getProperty("java.io.tmpdir")), "skillmill-demo*")) {
      var left = new TreeSet<Path>();
      all.forEach(left::add);
      return left;
    }
  }

  @Test
  void they_are_listed() {
    var ran = cli.run("demo");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("time ", "fetch ", "memory ", "host ", "composition ", "generate ", "openai ");
  }

  @Test
  void the_time() throws IOException {
    assertThat(played("time").out())
        .contains("you: What time is it in Tokyo?", "agent: In Asia/Tokyo it is ")
        .contains("In America/New_York it is ", "In Europe/London it is ")
        .contains("Invalid timezone: 'Mars/Olympus_Mons'");
  }

  @Test
  void a_page() throws IOException {
    assertThat(played("fetch").out())
        .contains("agent: I fetched the page. It begins: ")
        .contains("agent: That did not work: ");
  }

  @Test
  void the_memory() throws IOException {
    assertThat(played("memory").out())
        .contains("agent: I have noted it.")
        .contains("I prefer one host to many services", "I live in Lisbon");
  }

  @Test
  void a_host() throws IOException {
    assertThat(played("host").out())
        .contains("3 skills behind one port", "run: /skills/memory/run", "memory_management")
        .contains("added: [\"greeting\"]", "Hello Ada, it is ");
  }

  @Test
  void composition() throws IOException {
    assertThat(played("composition").out())
        .contains("\"result\":26", "\"hypotenuse\":5")
        .contains("failed: Circular dependency detected: first -> second -> first")
        .contains("gave {\"value\":5", "failed: Max call depth (5) exceeded")
        .contains("\"success\":false", "agent: The result is 26")
        .containsPattern("POST /mcp .*compound_formula.*\n {2}gave \\{\"result\":26")
        .containsPattern("POST /mcp .*first.*\n {2}failed: Circular dependency detected");
  }

  @Test
  void a_skill_that_a_model_writes() throws IOException {
    assertThat(played("generate").out())
        .containsPattern("host: That was tried, and it does not do: .*area")
        .containsPattern("run circle_area .*\n.*failed: .*circle_area")
        .contains("gave {\"area\":12.566370614359172}", "\"area\":3.14159");
  }

  @Test
  void what_the_script_has_nothing_for_is_said_to_be_so() {
    for (String question :
        List.of("I like old times", "Remember that the time in Paris is fine", "Sometimes")) {
      var ran = cli.run("demo", "openai", "--scripted", question);
      assertThat(ran.exitCode()).as(ran.err()).isZero();
      assertThat(ran.out())
          .doesNotContain("timezone")
          .contains(question.startsWith("Remember") ? "noted it" : "I follow a script");
    }
  }

  @Test
  void a_talk_on_a_host_of_its_own() throws IOException {
    cli.input("Remember that I like tea\nWhat do you know?\n\n");
    var before = left();
    var ran = cli.terminal(60).run("demo", "openai", "--scripted");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("agent: In my memory: I like tea.");
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void sixty_columns_are_enough() {
    cli.terminal(60);
    for (var name : List.of("time", "host")) {
      assertThat(cli.run("demo", name).out().lines())
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(60));
    }
  }

  @Test
  void the_examples_are_whole() throws IOException {
    for (var example : List.of("runtime", "composition")) {
      var folder = Path.of("..", "examples", example);
      try (var all = Files.walk(folder)) {
        assertThat(all.filter(Files::isRegularFile).map(folder::relativize).map(Path::toString))
            .containsExactlyInAnyOrderElementsOf(Examples.files(example));
      }
    }
  }
}
