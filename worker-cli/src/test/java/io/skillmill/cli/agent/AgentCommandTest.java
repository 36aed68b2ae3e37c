package io.skillmill.cli.agent;

import static io.skillmill.cli.agent.AgentScene.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.CommandLineRunner;
import io.skillmill.cli.CommandLineRunner.Ran;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person talks with the agent of a host: command line, host and model over real sockets. */
@Timeout(120)
class AgentCommandTest {

  @TempDir Path directory;
  private AgentScene scene;
  private CommandLineRunner cli;

  @BeforeEach
  void open() {
    scene = new AgentScene(directory, AgentScene.TWO);
    cli = new CommandLineRunner(directory);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Ran agent(String... words) {
    var args = new ArrayList<>(List.of("agent", "--url", scene.url()));
    args.addAll(List.of(words));
    return cli.run(args.toArray(String[]::new));
  }

  @Test
  void one_message_is_answered_and_the_next_goes_on() {
    scene.calling(List.of(call("calculator", "{'operation':'multiply','a':6,'b':7}")));
    var ran = agent("What is six", "times seven?");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
              calculator {"operation":"multiply","a":6,"b":7}
              calculator gave {"result":42}
            agent: It says {"result":42}
            """);
    assertThat(ran.err()).containsPattern("^go on with: --session [0-9a-f]{32}\n$");

    int next = scene.asked().size();
    var second = agent("And again?");
    assertThat(second.err()).contains("going on with the session 'What is six times seven?'");
    assertThat(scene.asked().get(next).toString()).contains("six times seven");
    next = scene.asked().size();
    assertThat(agent("--new", "Something else").exitCode()).isZero();
    assertThat(scene.asked().get(next).toString()).doesNotContain("six times seven");
    String id = ran.err().strip().substring("go on with: --session ".length());
    next = scene.asked().size();
    assertThat(agent("--session", id, "Back again").exitCode()).isZero();
    assertThat(scene.asked().get(next).toString()).contains("six times seven");
  }

  @Test
  void lines_are_answered_one_after_the_other_until_an_empty_one() {
    scene.script(question -> ScriptedModel.says("Yes, " + question.messages().getLast().text()));
    cli.input("One\nTwo\n\nno more\n");
    var ran = agent();
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("you: One\n", "agent: Yes, One", "agent: Yes, Two")
        .doesNotContain("no more");
    assertThat(scene.asked().get(1).toString()).contains("Yes, One");
  }

  @Test
  void programs_read_json_alone() {
    scene.calling(List.of(call("calculator", "{'operation':'add','a':1,'b':2}")));
    var ran = agent("--json", "One and two");
    assertThat(ran.json().path("message").asString()).isEqualTo("It says {\"result\":3}");
    assertThat(ran.json().path("actions")).hasSize(1);
    assertThat(ran.json().has("status")).isFalse();
    assertThat(ran.err()).isEmpty();
    cli.input("One\nTwo\n");
    assertThat(agent("--json").out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"s"));
    assertThat(agent("--list", "--json").json().path("total").asInt()).isEqualTo(1);
  }

  @Test
  void sessions_are_listed() {
    assertThat(agent("--list").err()).isEqualTo("there are no sessions\n");
    agent("What\n\u001b[31mis it?");
    assertThat(agent("--list").out()).contains("is it?").doesNotContain("\u001b");
    cli.terminal(60);
    assertThat(agent("--list").out()).contains("session", "updated", "name", "What");
  }

  @Test
  void drafts_and_suggestions_are_shown_in_a_narrow_terminal() {
    cli.terminal(60);
    scene.script(_ -> ScriptedModel.says("I do not know what time it is anywhere in the world"));
    var suggested = agent("What time is it in Tokyo?");
    assertThat(suggested.out()).contains("there is also time_skill: Tells the current date");
    var lacking = agent("--new", "Water my garden");
    assertThat(lacking.out()).doesNotContain("there is also");
    var answers = new AtomicInteger();
    scene.script(question ->
        question.json()
            ? ScriptedModel.says(
                """
                {"declaration": {"name": "greet", "description": "Greets", "inputs": {"who": "string"},
                   "implementation": {"kind": "javascript"}},
                 "source": "function greet({who}) { return {greeting: 'Hello ' + who}; }",
                 "examples": [{"input": {"who": "Ada"}, "output": {"greeting": "Hello Ada"}}]}\
                """)
            : answers.getAndIncrement() == 0
                ? ScriptedModel.calls(call("write_skill", "{'description':'greet somebody'}"))
                : ScriptedModel.says("It waits"));
    var drafted = agent("Greet my guests");
    assertThat(drafted.out().replaceAll("\\s+", " "))
        .contains("draft 1, 'greet', waits: skillmill skill drafts 1");
    for (var ran : List.of(suggested, lacking, drafted)) {
      assertThat((ran.out() + ran.err()).lines())
          .filteredOn(line -> !line.startsWith("going on"))
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(60));
    }
  }

  @Test
  void what_is_wrong_is_said_with_a_remedy() {
    var unknown = agent("--session", "7f", "Hello");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("no such session", "skillmill agent --list");
    assertThat(agent("--session", "../x", "Hello").err()).contains("is no session");
    assertThat(agent("--new", "--session", "7f").exitCode()).isEqualTo(2);
    assertThat(agent("--list", "Hello").exitCode()).isEqualTo(2);
    var noHost = cli.run("agent", "--url", "http://127.0.0.1:1", "Hello");
    assertThat(noHost.exitCode()).isEqualTo(3);
    assertThat(noHost.err()).contains("No host answers", "skillmill serve");
    scene.script(_ -> {
      throw new IllegalArgumentException("no");
    });
    var unheard = agent("Hello");
    assertThat(unheard.exitCode()).isEqualTo(1);
    assertThat(unheard.err()).contains("skillmill: ").contains("go on with");
    scene.restart(true, false, false);
    var mute = agent("Hello");
    assertThat(mute.exitCode()).isEqualTo(1);
    assertThat(mute.err()).contains("no language model", "OPENAI_API_KEY");
  }
}
