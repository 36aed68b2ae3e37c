package io.skillmill.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.CommandLineRunner;
import io.skillmill.cli.CommandLineRunner.Ran;
import io.skillmill.cli.host.Kinds;
import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ToolCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A model runs the skills of a host: command line, host and model, each over real sockets. */
@Timeout(120)
class OpenAiDemoTest {

  private static final String THREE =
      """
      skills:
        - {name: time_skill, path: "builtin:time", mount: time}
        - {name: fetch_skill, path: "builtin:fetch", mount: fetch}
        - {name: memory_skill, path: "builtin:memory", mount: memory}
      """;

  @TempDir Path directory;
  private final List<Throwable> broken = new ArrayList<>();
  private LocalSkillStore store;
  private Hosting hosting;
  private StoreHost host;
  private CommandLineRunner cli;

  @BeforeEach
  void serve() throws IOException {
    Path config = Files.writeString(directory.resolve("runtime-config.yaml"), THREE);
    store = LocalSkillStore.open(directory.resolve("hosted.db"));
    var builtins = BundledSkills.on(store.database()).skills();
    hosting = Hosting.open(Plan.config(config).builtins(builtins), Kinds.all());
    var settings = new Settings("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, "test");
    host = StoreHost.open(store, Optional.of(hosting), settings, broken::add);
    cli = new CommandLineRunner(directory);
  }

  @AfterEach
  void close() {
    host.close();
    hosting.close();
    store.close();
    assertThat(broken).isEmpty();
  }

  /** What the model was asked, and how the program ended. */
  private record Seen(Ran ran, List<JsonNode> asked) {

    JsonNode message(int question, int fromTheEnd) {
      JsonNode messages = asked.get(question).path("messages");
      return messages.path(messages.size() - fromTheEnd);
    }
  }

  private Seen ask(Function<ChatQuestion, ChatAnswer> script, String... question) {
    try (var model = ScriptedModel.open(script)) {
      cli.environment("OPENAI_BASE_URL", model.url()).environment("OPENAI_MODEL", "m");
      var args = new ArrayList<>(List.of("demo", "openai", "--url", host.url()));
      args.addAll(List.of(question));
      var ran = cli.run(args.toArray(String[]::new));
      return new Seen(ran, model.asked());
    }
  }

  private static ToolCall call(String id, String tool, String arguments) {
    return new ToolCall(id, tool, arguments.replace('\'', '"'));
  }

  /** Calls once, and then says what came of it. */
  private static Function<ChatQuestion, ChatAnswer> calling(ToolCall... calls) {
    return question ->
        question.messages().getLast() instanceof ChatMessage.Outcome outcome
            ? ScriptedModel.says("It says " + outcome.text())
            : ScriptedModel.calls(calls);
  }

  @Test
  void the_skills_are_tools_and_what_they_give_is_posted_back() {
    var seen =
        ask(calling(call("call_7", "time", "{'timezone':'Asia/Tokyo'}")), "Time in", "Tokyo");

    assertThat(seen.ran().exitCode()).as(seen.ran().err()).isZero();
    var tools = seen.asked().getFirst().path("tools");
    assertThat(tools).hasSize(3);
    for (JsonNode tool : tools) {
      assertThat(tool.path("type").asString()).isEqualTo("function");
      assertThat(tool.path("function").path("name").asString()).matches("[A-Za-z0-9_-]{1,64}");
      assertThat(tool.path("function").path("parameters").path("type").asString())
          .isEqualTo("object");
    }
    assertThat(seen.message(0, 1)).hasToString("{\"role\":\"user\",\"content\":\"Time in Tokyo\"}");
    assertThat(seen.message(1, 1).path("role").asString()).isEqualTo("tool");
    assertThat(seen.message(1, 1).path("tool_call_id").asString()).isEqualTo("call_7");
    assertThat(seen.message(1, 1).path("content").asString()).contains("\"is_dst\":false");
    assertThat(seen.ran().out())
        .contains("time {\"timezone\":\"Asia/Tokyo\"}", "agent: It says {\"iso_8601\"");
  }

  @Test
  void two_calls_of_one_turn_are_both_answered() {
    var seen =
        ask(
            calling(
                call("a", "time", "{'timezone':'Asia/Tokyo'}"),
                call("b", "time", "{'timezone':'Europe/London'}")),
            "Both");
    assertThat(seen.asked()).hasSize(2);
    assertThat(seen.message(1, 2).path("tool_call_id").asString()).isEqualTo("a");
    assertThat(seen.message(1, 2).path("content").asString()).contains("Asia/Tokyo");
    assertThat(seen.message(1, 1).path("tool_call_id").asString()).isEqualTo("b");
    assertThat(seen.message(1, 1).path("content").asString()).contains("Europe/London");
  }

  @Test
  void what_goes_wrong_with_a_skill_is_told_to_the_model() {
    var seen = ask(calling(call("1", "time", "{'timezone':'Mars/Olympus_Mons'}")), "Mars");
    assertThat(seen.ran().exitCode()).isZero();
    assertThat(seen.message(1, 1).path("content").asString())
        .contains("Invalid timezone: 'Mars/Olympus_Mons'", "Correct the arguments");
    assertThat(seen.ran().out()).contains("time failed: ", "agent: It says");
  }

  @Test
  void a_skill_that_is_added_in_the_middle_is_called_in_the_next_turn() {
    var seen =
        ask(
            question -> {
              long outcomes =
                  question.messages().stream()
                      .filter(ChatMessage.Outcome.class::isInstance)
                      .count();
              if (outcomes == 0) {
                write(THREE + "  - {name: calculator, path: \"builtin:calculator\"}\n");
                hosting.reload();
                return ScriptedModel.calls(call("1", "time", "{}"));
              }
              return outcomes == 1
                  ? ScriptedModel.calls(call("2", "calculator", "{'operation':'add','a':2,'b':3}"))
                  : ScriptedModel.says("It says " + question.messages().getLast().text());
            },
            "Add");
    assertThat(seen.ran().out()).contains("agent: It says {\"result\":5");
    assertThat(seen.asked().getLast().path("tools")).hasSize(4);
  }

  private void write(String config) {
    try {
      Files.writeString(directory.resolve("runtime-config.yaml"), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void without_a_key_it_says_what_to_set() {
    var ran = cli.run("demo", "openai", "--url", host.url());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("Set OPENAI_API_KEY");
    assertThat(cli.run("demo", "openai", "--url", host.url(), "--scripted", "Time?").exitCode())
        .isZero();
  }

  @Test
  void a_person_asks_one_question_after_the_other_and_has_enough() {
    for (var end : List.of("quit\n", "Exit\n", " q \n", "\n", "")) {
      cli.input(
          "Remember that I like tea\nWhat do you know?\n" + end + (end.isEmpty() ? "" : "no"));
      var ran = cli.run("demo", "openai", "--url", host.url(), "--scripted");
      assertThat(ran.exitCode()).as(end + ran.err()).isZero();
      assertThat(ran.out())
          .contains("3 skills behind one port", "/skills/memory/run", "web_scraping")
          .contains("agent: I have noted it.", "agent: In my memory: I like tea.")
          .doesNotContain("I follow a script");
    }
  }

  @Test
  void the_next_question_comes_with_what_was_said_before() {
    cli.input("One\nTwo\n");
    var seen = ask(question -> ScriptedModel.says("Yes, " + question.messages().getLast().text()));
    assertThat(seen.ran().out()).contains("agent: Yes, One", "agent: Yes, Two");
    assertThat(seen.asked().get(1).path("messages").valueStream().map(one -> one.path("content")))
        .extracting(JsonNode::asString)
        .containsSubsequence("One", "Yes, One", "Two");
  }

  @Test
  void a_narrow_terminal_is_wide_enough() {
    cli.terminal(60).input("What time is it in Tokyo and in London?\n\n");
    var ran = cli.run("demo", "openai", "--url", host.url(), "--scripted");
    assertThat(ran.out().lines().filter(line -> !line.startsWith("you: ")))
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(60));
    assertThat(ran.out()).contains("In Asia/Tokyo it is ", "In Europe/London it is ");
  }

  @Test
  void a_model_or_a_host_that_is_not_there_is_said_so() {
    cli.environment("OPENAI_BASE_URL", "http://127.0.0.1:1/v1").environment("OPENAI_MODEL", "m");
    var noModel = cli.run("demo", "openai", "--url", host.url(), "Hello");
    assertThat(noModel.exitCode()).isEqualTo(1);
    assertThat(noModel.err()).contains("m at http://127.0.0.1:1 cannot be reached");
    var noHost = cli.run("demo", "openai", "--url", "http://127.0.0.1:1", "Hello");
    assertThat(noHost.exitCode()).isEqualTo(3);
    assertThat(noHost.err()).contains("No host answers", "skillmill serve");
  }

  /** In a process of its own: the file lies where it runs. */
  private String ask(String key, String... more) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.skillmill.cli.Main",
                "demo",
                "openai",
                "--url",
                host.url()));
    command.addAll(List.of(more));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENAI_"));
    builder.environment().put("OPENAI_API_KEY", key);
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
    return said;
  }

  @Test
  void a_key_is_not_sent_where_a_file_of_somebody_else_says() throws Exception {
    try (var model = ScriptedModel.open(_ -> ScriptedModel.says("Hello"))) {
      var file = directory.resolve(".env");
      Files.writeString(file, "OPENAI_BASE_URL=%s\nOPENAI_MODEL=m\n".formatted(model.url()));
      assertThat(ask("", "Hi")).contains("agent: Hello");
      assertThat(model.asked()).hasSize(1);

      assertThat(ask("sk-own", "--base-url", "http://127.0.0.1:1/v1", "Hi"))
          .contains("the file's OPENAI_BASE_URL is left aside");
      assertThat(model.asked()).hasSize(1);
    }
  }
}
