package io.skillmill.cli.agent;

import static io.skillmill.cli.agent.AgentScene.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one question leads to: skills that are run, suggested or written. */
@Timeout(120)
class AgentTurnTest {

  private static final String GREET =
      """
      {"declaration": {"name": "greet", "description": "Greets", "inputs": {"who": "string"},
         "implementation": {"kind": "javascript"}},
       "source": "function greet({who}) { return {greeting: 'Hello ' + who}; }",
       "examples": [{"input": {"who": "Ada"}, "output": {"greeting": "Hello Ada"}}]}\
      """;

  @TempDir Path directory;
  private AgentScene scene;

  @BeforeEach
  void open() {
    scene = new AgentScene(directory, AgentScene.TWO);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static List<String> types(JsonNode answer) {
    return answer
        .path("actions")
        .valueStream()
        .map(action -> action.path("type").asString())
        .toList();
  }

  @Test
  void a_skill_is_used_and_what_it_gave_is_told() {
    scene.calling(List.of(call("calculator", "{'operation':'multiply','a':6,'b':7}")));
    var answer = scene.say("What is six times seven?");

    assertThat(answer.path("message").asString()).isEqualTo("It says {\"result\":42}");
    assertThat(types(answer)).containsExactly("skill_used");
    var action = answer.path("actions").path(0);
    assertThat(action.path("skill").asString()).isEqualTo("calculator");
    assertThat(action.path("input").path("a").asInt()).isEqualTo(6);
    assertThat(action.path("output").path("result").asInt()).isEqualTo(42);
    assertThat(action.path("trace_id").asString()).matches("[0-9a-f]{32}");
    assertThat(answer.path("stop").asString()).isEqualTo("done");
    assertThat(answer.path("needs_skill").asBoolean()).isFalse();
    assertThat(answer.path("usage").path("total_tokens").asLong()).isPositive();
    assertThat(scene.offered(0))
        .containsExactlyInAnyOrder("calculator", "time", "find_skills", "write_skill");
  }

  @Test
  void two_calls_of_one_turn_are_told_in_their_order() {
    scene.calling(
        List.of(
            call("time", "{'timezone':'Asia/Tokyo'}"),
            call("calculator", "{'operation':'add','a':1,'b':2}")),
        List.of(call("time", "{'timezone':'Europe/London'}")));
    var actions = scene.say("Several things").path("actions");
    assertThat(actions.valueStream().map(each -> each.path("skill").asString()))
        .containsExactly("time_skill", "calculator", "time_skill");
    assertThat(actions.path(2).path("output").path("timezone").asString())
        .isEqualTo("Europe/London");
    assertThat(actions.valueStream().map(each -> each.path("trace_id").asString()).distinct())
        .as("one turn is one trace")
        .hasSize(1);
  }

  /** Tells where its run stands in the trace. */
  public static final class Placed implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      return Json.object().put("place", context.traceparent().orElse(""));
    }
  }

  @Test
  void each_run_of_a_turn_has_a_place_of_its_own_in_the_trace() throws IOException {
    scene.close();
    var folder = Files.createDirectories(directory.resolve("placed"));
    Files.writeString(
        folder.resolve("skill.yaml"),
        """
        name: placed
        implementation: {kind: java, class: "io.skillmill.cli.agent.AgentTurnTest$Placed"}
        """);
    scene = new AgentScene(directory, "skills: [{name: placed, path: ./placed}]");
    scene.calling(List.of(call("placed", "{}"), call("placed", "{'again':true}")));
    var places = scene.say("Twice").path("actions").findValuesAsString("place");
    assertThat(places).hasSize(2).doesNotHaveDuplicates();
    assertThat(places)
        .extracting(place -> place.substring(0, 35))
        .containsOnly(places.getFirst().substring(0, 35));
  }

  @Test
  void what_goes_wrong_is_told_to_the_model_and_to_the_person() {
    scene.calling(
        List.of(call("time", "{'timezone':'Mars/Olympus_Mons'}")),
        List.of(call("calculator", "{'a':1}"), call("abacus", "{}"), call("time", "[")));
    var answer = scene.say("What time is it on Mars?");

    assertThat(scene.told(1)).contains("Invalid timezone: 'Mars/Olympus_Mons'", "Correct the");
    assertThat(types(answer))
        .containsExactly("skill_failed", "skill_failed", "skill_failed", "skill_failed");
    var actions = answer.path("actions");
    assertThat(actions.path(0).path("error").asString()).contains("Invalid timezone");
    assertThat(actions.path(0).path("trace_id").asString()).isNotEmpty();
    assertThat(actions.path(1).path("error").asString()).contains("do not fit");
    assertThat(actions.path(2).path("error").asString()).contains("no tool 'abacus'");
    assertThat(actions.path(3).path("error").asString()).contains("not JSON");
  }

  @Test
  void a_skill_is_written_as_a_draft_that_nobody_can_call() {
    var answers = new AtomicInteger();
    scene.script(question -> {
      if (question.json()) {
        return ScriptedModel.says(GREET);
      }
      return switch (answers.getAndIncrement()) {
        case 0 -> ScriptedModel.calls(call("write_skill", "{'description':'greet somebody'}"));
        case 1 -> ScriptedModel.calls(call("greet", "{'who':'you'}"));
        default -> ScriptedModel.says("It waits for approval");
      };
    });
    var answer = scene.say("Greet my guests");

    assertThat(types(answer)).containsExactly("skill_drafted", "skill_failed");
    var drafted = answer.path("actions").path(0);
    assertThat(drafted.path("skill").asString()).isEqualTo("greet");
    assertThat(drafted.path("draft").asInt()).isEqualTo(1);
    assertThat(answer.path("needs_skill").asBoolean()).isFalse();
    assertThat(Json.write(scene.asked().get(2))).contains("draft 1 waits for approval");
    assertThat(scene.send("POST", "/skills/greet/run", "{\"who\":\"x\"}").status()).isEqualTo(404);
    var draft = scene.send("GET", "/drafts/1", "").json();
    assertThat(draft.path("state").asString()).isEqualTo("draft");
    assertThat(draft.path("by").asString()).isEqualTo("agent");
  }

  @Test
  void an_answer_is_as_it_is_described() {
    scene.script(question ->
        switch (question.messages().getLast()) {
          case ChatMessage.Request _ when question.json() -> ScriptedModel.says(GREET);
          case ChatMessage.Request _ ->
              ScriptedModel.calls(
                  call("calculator", "{'operation':'add','a':1,'b':2}"),
                  call("abacus", "{}"),
                  call("write_skill", "{'description':'greet somebody'}"));
          default -> ScriptedModel.says("Done");
        });
    var answer = scene.say("What time is it, and what is one and two? Then greet my guests");
    assertThat(types(answer)).containsExactly("skill_used", "skill_failed", "skill_drafted");
    described("AgentAnswer", answer);
    String id = answer.path("session_id").asString();
    described("AgentSession", scene.send("GET", "/agent/sessions/" + id, "").json());
    described("AgentSession", scene.send("GET", "/agent/sessions", "").json().at("/sessions/0"));
  }

  private void described(String name, JsonNode told) {
    String here = "https://skillmill.invalid/openapi.json";
    String description = Json.write(scene.send("GET", "/openapi.json", "").json());
    var registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(here, description)));
    var schema = registry.getSchema(SchemaLocation.of(here + "#/components/schemas/" + name));
    assertThat(schema.validate(Json.write(told), InputFormat.JSON)).as(told.toString()).isEmpty();
    assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void no_more_than_two_skills_are_written_for_a_question() {
    var answers = new AtomicInteger();
    scene.script(question -> {
      if (question.json()) {
        return ScriptedModel.says(GREET);
      }
      int number = answers.getAndIncrement();
      return number < 3
          ? ScriptedModel.calls(call("write_skill", "{'description':'greet %d'}".formatted(number)))
          : ScriptedModel.says("Enough");
    });
    var answer = scene.say("Greet my guests");
    assertThat(types(answer)).containsExactly("skill_drafted", "skill_drafted", "skill_failed");
    assertThat(scene.send("GET", "/drafts", "").json().path("total").asInt()).isEqualTo(2);
  }

  @Test
  void skills_that_fit_are_suggested_and_a_lack_is_told() {
    scene.script(_ -> ScriptedModel.says("I do not know"));
    var fitting = scene.say("What time is it in Tokyo?");
    assertThat(fitting.path("suggestions")).hasSize(1);
    var suggested = fitting.path("suggestions").path(0);
    assertThat(suggested.path("skill").asString()).isEqualTo("time_skill");
    assertThat(suggested.path("score").asDouble()).isBetween(0.3, 1.0);
    assertThat(suggested.path("reason").asString()).contains("time");
    assertThat(suggested.path("description").asString()).isNotEmpty();
    assertThat(fitting.path("needs_skill").asBoolean()).isFalse();

    var lacking = scene.say("Water my garden");
    assertThat(lacking.path("suggestions")).isEmpty();
    assertThat(lacking.path("needs_skill").asBoolean()).isTrue();
  }

  @Test
  void what_was_tried_is_not_suggested_and_neither_is_what_fits_no_better() {
    scene.calling(List.of(call("time", "{'timezone':'Asia/Tokyo'}")));
    assertThat(scene.say("What time is it in Tokyo?").path("suggestions")).isEmpty();
    scene.calling(List.of(call("time", "{'timezone':'Mars'}")));
    var failed = scene.say("What time is it on Mars?");
    assertThat(failed.path("suggestions")).isEmpty();
    assertThat(failed.path("needs_skill").asBoolean()).as("one fits").isFalse();
    scene.calling(List.of(call("calculator", "{'operation':'multiply','a':6,'b':7}")));
    assertThat(scene.say("What is six times seven?").path("suggestions")).isEmpty();
  }

  @Test
  void a_model_that_never_comes_to_an_end_is_stopped() {
    var calls = new AtomicInteger();
    scene.script(_ ->
        ScriptedModel.calls(
            call(
                "calculator",
                "{'operation':'add','a':1,'b':%d}".formatted(calls.incrementAndGet()))));
    var answer = scene.say("Count");
    assertThat(answer.path("stop").asString()).isEqualTo("turns");
    assertThat(answer.path("actions")).hasSize(12);

    var said = session(answer).path("messages");
    assertThat(said.path(said.size() - 1).path("role").asString()).isEqualTo("assistant");
    assertThat(said.path(said.size() - 1).path("content").asString()).contains("no turns left");
    assertThat(said.path(said.size() - 1).path("actions")).hasSize(12);
  }

  private JsonNode session(JsonNode answer) {
    String id = answer.path("session_id").asString();
    return scene.send("GET", "/agent/sessions/" + id, "").json();
  }

  @Test
  void of_many_skills_those_are_offered_that_fit_or_were_found() {
    scene.close();
    var config =
        new StringBuilder("skills:\n  - {name: calculator, path: \"builtin:calculator\"}\n");
    for (int i = 0; i < 149; i++) {
      config.append(
          "  - {name: clock_%d, path: \"builtin:time\", mount: clock%d}\n".formatted(i, i));
    }
    scene = new AgentScene(directory, config.toString());
    scene.script(question ->
        switch (question.messages().stream()
            .filter(ChatMessage.Outcome.class::isInstance)
            .toList()
            .size()) {
          case 0 -> ScriptedModel.calls(call("find_skills", "{'query':'arithmetic calculator'}"));
          case 1 -> ScriptedModel.calls(call("calculator", "{'operation':'multiply','a':6,'b':7}"));
          default -> ScriptedModel.says("It says " + question.messages().getLast().text());
        });
    var answer = scene.say("Do it for me: current time of a zone");

    assertThat(scene.offered(0)).as("149 fit").hasSize(102).doesNotContain("calculator");
    assertThat(scene.told(1)).contains("\"name\":\"calculator\"", "\"total\":150");
    assertThat(scene.offered(1)).hasSize(102).contains("calculator", "find_skills");
    assertThat(answer.path("message").asString()).isEqualTo("It says {\"result\":42}");
    assertThat(types(answer)).as("a search is no deed").containsExactly("skill_used");
    scene.script(_ -> ScriptedModel.says("No"));
    int next = scene.asked().size();
    scene.say("", answer.path("session_id").asString(), "Once more");
    assertThat(scene.offered(next))
        .as("what was used before, though nothing fits")
        .containsExactlyInAnyOrder("calculator", "find_skills", "write_skill");
  }
}
