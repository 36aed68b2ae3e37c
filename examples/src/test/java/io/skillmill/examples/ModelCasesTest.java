package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What is expected of a model that runs hosted skills, case by case, from outside: a host, the
 * program that talks, and an endpoint that follows a script, each over real sockets.
 */
@Timeout(180)
class ModelCasesTest {

  @TempDir Path folder;
  private Served host;

  @BeforeEach
  void serve() throws IOException {
    host = Served.start(folder, "examples/runtime/runtime-config.yaml");
  }

  @AfterEach
  void end() {
    host.close();
  }

  /** How the program ended, and what the model was asked. */
  private record Talked(Run run, List<JsonNode> asked) {

    /** What the model was told in its second question. */
    List<JsonNode> outcomes() {
      return asked.get(1).path("messages").valueStream().filter(Talked::isOutcome).toList();
    }

    private static boolean isOutcome(JsonNode message) {
      return message.path("role").asString().equals("tool");
    }
  }

  private Talked talk(Function<ChatQuestion, ChatAnswer> script, String input, String... question)
      throws IOException {
    try (var model = ScriptedModel.open(script)) {
      Files.writeString(
          folder.resolve(".env"), "OPENAI_BASE_URL=%s\nOPENAI_MODEL=m\n".formatted(model.url()));
      var words = new ArrayList<>(List.of("demo", "openai", "--url", host.url()));
      words.addAll(List.of(question));
      var run = Program.compiled(folder).runWithInput(input, words.toArray(String[]::new));
      return new Talked(run, model.asked());
    }
  }

  /** Calls these, and then says what came of the last. */
  private static Function<ChatQuestion, ChatAnswer> calling(ToolCall... calls) {
    return question ->
        question.messages().getLast() instanceof ChatMessage.Outcome outcome
            ? ScriptedModel.says("It says " + outcome.text())
            : ScriptedModel.calls(calls);
  }

  private static ToolCall time(String id, String zone) {
    return new ToolCall(id, "time", "{\"timezone\":\"%s\"}".formatted(zone));
  }

  @Test
  void o1_the_model_is_offered_each_skill_under_a_name_that_it_takes() throws IOException {
    var talked = talk(_ -> ScriptedModel.says("Hello"), "", "Hello");
    assertThat(talked.run().exitCode()).as(talked.run().err()).isZero();
    assertThat(talked.asked().getFirst().path("tools"))
        .hasSize(3)
        .allSatisfy(tool ->
            assertThat(tool.at("/function/name").asString()).matches("^[A-Za-z0-9_-]{1,64}$"));
  }

  @Test
  void o2_what_a_skill_gives_is_posted_back_under_the_same_id() throws IOException {
    var talked = talk(calling(time("call_9", "Asia/Tokyo")), "", "What time is it in Tokyo?");
    assertThat(talked.outcomes())
        .singleElement()
        .satisfies(outcome -> {
          assertThat(outcome.path("tool_call_id").asString()).isEqualTo("call_9");
          assertThat(outcome.path("content").asString()).contains("Asia/Tokyo");
        });
    assertThat(talked.run().out()).contains("agent: It says ", "Asia/Tokyo");
  }

  @Test
  void o3_two_calls_of_one_turn_are_both_made() throws IOException {
    var talked =
        talk(calling(time("one", "Asia/Tokyo"), time("two", "Europe/London")), "", "Both?");
    assertThat(talked.asked()).hasSize(2);
    assertThat(talked.outcomes())
        .extracting(outcome -> outcome.path("tool_call_id").asString())
        .containsExactly("one", "two");
    assertThat(talked.outcomes().getLast().path("content").asString()).contains("Europe/London");
  }

  @Test
  void o4_what_goes_wrong_is_told_to_the_model() throws IOException {
    var talked = talk(calling(time("one", "Mars/Olympus_Mons")), "", "And on Mars?");
    assertThat(talked.outcomes().getFirst().path("content").asString())
        .contains("error", "Invalid timezone: 'Mars/Olympus_Mons'");
    assertThat(talked.run().exitCode()).isZero();
  }

  @Test
  void o5_without_a_key_it_is_said_what_to_set() {
    var run = Program.compiled(folder).run("demo", "openai", "--url", host.url(), "Hello");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("OPENAI_API_KEY").doesNotContain("Exception");
  }

  @Test
  void o6_quit_ends_it() throws IOException {
    var talked = talk(_ -> ScriptedModel.says("Hello"), "Hi\nquit\nnever read\n");
    assertThat(talked.run().exitCode()).as(talked.run().err()).isZero();
    assertThat(talked.asked()).hasSize(1);
    assertThat(talked.run().out()).contains("agent: Hello").doesNotContain("never read");
  }
}
