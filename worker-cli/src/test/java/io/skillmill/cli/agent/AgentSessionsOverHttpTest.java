package io.skillmill.cli.agent;

import static io.skillmill.cli.agent.AgentScene.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.tokens.TokenWish;
import io.skillmill.coordination.tokens.Tokens;
import io.skillmill.schema.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sessions with the agent: whose they are, what they remember, and how turns in them end. */
@Timeout(120)
class AgentSessionsOverHttpTest {

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

  private JsonNode messages(String session) {
    return scene.send("GET", "/agent/sessions/" + session, "").json().path("messages");
  }

  @Test
  void sessions_are_begun_listed_shown_and_removed() {
    String first = scene.begin("");
    String second = scene.begin("");
    scene.say("", first, "Hello there");

    var list = scene.send("GET", "/agent/sessions", "").json();
    assertThat(list.path("total").asInt()).isEqualTo(2);
    assertThat(list.path("sessions").valueStream().map(each -> each.path("session_id").asString()))
        .containsExactly(first, second);
    var whole = scene.send("GET", "/agent/sessions/" + first, "").json();
    assertThat(whole.path("name").asString()).isEqualTo("a talk");
    assertThat(whole.path("turns").asInt()).isEqualTo(1);
    assertThat(whole.path("messages")).hasSize(2);
    assertThat(whole.path("messages").path(0).path("content").asString()).isEqualTo("Hello there");
    assertThat(whole.path("messages").path(1).path("actions").isArray()).isTrue();

    assertThat(scene.send("DELETE", "/agent/sessions/" + first, "").status()).isEqualTo(200);
    assertThat(scene.send("DELETE", "/agent/sessions/" + first, "").status()).isEqualTo(404);
    assertThat(scene.send("GET", "/agent/sessions/" + first, "").status()).isEqualTo(404);
    assertThat(scene.say("", first, "Still there?").status()).isEqualTo(404);
  }

  @Test
  void what_cannot_be_understood_is_refused_with_a_remedy() {
    String session = scene.begin("");
    String path = "/agent/sessions/%s/messages".formatted(session);
    for (var body : List.of("{", "[]", "{}", "", "{\"content\":\" \"}", "{\"content\":7}")) {
      var answer = scene.send("POST", path, body);
      assertThat(answer.status()).as(body).isEqualTo(422);
      assertThat(answer.json().path("remedy").asString()).as(body).isNotEmpty();
    }
    assertThat(scene.say("", session, "x".repeat(20_001)).status()).isEqualTo(422);
    assertThat(scene.say("", session, "x".repeat(140_000)).status()).isEqualTo(413);
    var numbered = scene.send("POST", "/agent/sessions", "{\"name\":3}").json();
    assertThat(numbered.path("remedy").asString()).isEqualTo("Send {\"name\": \"…\"}");
    assertThat(scene.send("POST", path, "{\"content\":\"half \\ud800\"}").status()).isEqualTo(422);
    assertThat(scene.send("POST", "/agent/sessions", "{\"name\":\"a\\u0000\"}").status())
        .isEqualTo(422);
    assertThat(scene.send("POST", "/agent/sessions", "").status()).isEqualTo(201);
    assertThat(scene.send("GET", "/agent/sessions/%00", "").status()).isBetween(400, 404);
    assertThat(scene.asked()).isEmpty();
  }

  @Test
  void a_restart_forgets_nothing_and_the_next_turn_knows() {
    scene.calling(List.of(call("calculator", "{'operation':'multiply','a':6,'b':7}")));
    String session = scene.begin("");
    scene.say("", session, "What is six times seven?");
    scene.restart(true, true, false);
    scene.script(_ -> ScriptedModel.says("Forty-two, as I said"));
    int next = scene.asked().size();
    assertThat(scene.say("", session, "And again?").status()).isEqualTo(200);

    var told = scene.asked().get(next).path("messages");
    assertThat(told.valueStream().map(each -> each.path("role").asString()))
        .containsExactly("system", "user", "assistant", "tool", "assistant", "user");
    assertThat(Json.write(told)).contains("six times seven", "\\\"result\\\":42", "And again?");
    assertThat(messages(session)).hasSize(6);
  }

  @Test
  void one_turn_at_a_time_is_taken_in_a_session() throws Exception {
    var asked = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    scene.script(_ -> {
      asked.countDown();
      await(go);
      return ScriptedModel.says("Done");
    });
    String session = scene.begin("");
    var first = CompletableFuture.supplyAsync(() -> scene.say("", session, "One"));
    await(asked);
    var second = scene.say("", session, "Two");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().path("remedy").asString()).contains("Wait for its answer");
    go.countDown();
    assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    assertThat(scene.say("", session, "Three").status()).isEqualTo(200);
  }

  private static void await(CountDownLatch signal) {
    try {
      assertThat(signal.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the model is closed
    }
  }

  @Test
  void a_session_that_is_removed_meanwhile_is_not_gone_on_with() throws Exception {
    String session = scene.begin("");
    scene.script(_ -> {
      scene.send("DELETE", "/agent/sessions/" + session, "");
      return ScriptedModel.says("Done");
    });
    var answer = scene.say("", session, "One");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("problem").asString()).contains("removed");
    assertThat(answer.json().path("message").asString()).isEqualTo("Done");
  }

  @Test
  void an_agent_that_cannot_be_heard_leaves_the_session_whole() {
    String session = scene.begin("");
    var calls = call("calculator", "{'operation':'add','a':1,'b':2}");
    scene.script(question -> {
      if (question.messages().size() > 2) {
        throw new IllegalArgumentException("no more");
      }
      return ScriptedModel.calls(calls);
    });
    var answer = scene.say("", session, "One and two");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.json().path("stop").asString()).isEqualTo("unheard");
    assertThat(answer.json().path("problem").asString()).contains("no more");
    assertThat(answer.json().path("remedy").asString()).isNotEmpty();
    assertThat(answer.json().path("actions")).hasSize(1);

    assertThat(messages(session).valueStream().map(each -> each.path("role").asString()))
        .containsExactly("user", "assistant", "tool", "assistant");
    scene.script(_ -> ScriptedModel.says("Here again"));
    assertThat(scene.say("", session, "Again").status()).isEqualTo(200);
  }

  @Test
  void a_server_that_stops_ends_the_turn_and_keeps_it() throws Exception {
    var asked = new CountDownLatch(1);
    scene.script(_ -> {
      asked.countDown();
      await(new CountDownLatch(1));
      return ScriptedModel.says("Too late");
    });
    String session = scene.begin("");
    var waiting = CompletableFuture.supplyAsync(() -> scene.say("", session, "One"));
    await(asked);
    scene.stop();
    var answer = waiting.get(30, TimeUnit.SECONDS);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("stop").asString()).isEqualTo("cancelled");
    assertThat(answer.json().path("remedy").asString()).contains("later");
    scene.restart(true, true, false);
    assertThat(messages(session)).hasSize(2);
    assertThat(messages(session).path(1).path("content").asString()).contains("given up");
  }

  @Test
  void steps_are_told_while_they_happen_and_who_leaves_ends_the_turn() throws Exception {
    scene.calling(List.of(call("calculator", "{'operation':'add','a':1,'b':2}")));
    String session = scene.begin("");
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create(scene.url() + "/agent/sessions/%s/messages".formatted(session)))
              .header("Accept", "text/event-stream")
              .POST(BodyPublishers.ofString("{\"content\":\"One and two\"}"))
              .build();
      var events = client.send(request, BodyHandlers.ofLines()).body().toList();
      assertThat(events).contains("event: step", "event: answer");
      var data = events.stream().filter(line -> line.startsWith("data: ")).toList();
      assertThat(data.getFirst()).contains("\"called\"", "calculator");
      assertThat(data.getLast()).contains("\"status\":200", "\"message\":\"It says");

      var asked = new CountDownLatch(1);
      scene.script(_ -> {
        asked.countDown();
        await(new CountDownLatch(1));
        return ScriptedModel.says("Too late");
      });
      var body = client.send(request, BodyHandlers.ofInputStream()).body();
      await(asked);
      body.close();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (messages(session).size() < 6 && System.nanoTime() < end) {
      boolean _ = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
    assertThat(messages(session).path(5).path("content").asString()).contains("given up");
  }

  @Test
  void a_session_and_the_skills_in_it_are_those_of_a_token() {
    String mine = token("mine", Set.of(Right.RUN), Optional.of(List.of("time_skill")));
    String yours = token("yours", Set.of(Right.RUN, Right.ADMIN), Optional.empty());
    String keeper = token("keeper", Set.of(Right.STORE), Optional.empty());
    scene.restart(false, true, true);
    scene.calling(List.of(call("calculator", "{'operation':'add','a':1,'b':2}")));

    String session = scene.begin(mine);
    var answer = scene.say(mine, session, "One and two").json();
    assertThat(answer.path("actions").path(0).path("error").asString()).contains("no tool");
    assertThat(scene.offered(0)).containsExactly("time", "find_skills");
    scene.say(yours, scene.begin(yours), "One and two");
    assertThat(scene.offered(2))
        .containsExactly("calculator", "time", "find_skills", "write_skill");

    assertThat(scene.say(yours, session, "Let me in").status()).isEqualTo(404);
    assertThat(scene.send(yours, "GET", "/agent/sessions/" + session, "").status()).isEqualTo(404);
    assertThat(scene.send(yours, "DELETE", "/agent/sessions/" + session, "").status())
        .isEqualTo(404);
    assertThat(scene.send(yours, "GET", "/agent/sessions", "").json().path("total").asInt())
        .isEqualTo(1);
    assertThat(scene.send(keeper, "GET", "/agent/sessions", "").status()).isEqualTo(403);
    assertThat(scene.send("GET", "/agent/sessions", "").status()).isEqualTo(401);
  }

  @Test
  void a_token_that_is_revoked_ends_the_turns_for_which_it_was_shown() throws Exception {
    String mine = token("mine", Set.of(Right.RUN), Optional.empty());
    var asked = new CountDownLatch(1);
    scene.restart(false, true, true);
    scene.script(_ -> {
      asked.countDown();
      await(new CountDownLatch(1));
      return ScriptedModel.says("Too late");
    });
    String session = scene.begin(mine);
    var waiting = CompletableFuture.supplyAsync(() -> scene.say(mine, session, "One"));
    await(asked);
    assertThat(Tokens.on(scene.store().database()).revoke("mine")).isTrue();
    var answer = waiting.get(30, TimeUnit.SECONDS);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("problem").asString()).contains("good no more");
  }

  private String token(String name, Set<Right> rights, Optional<List<String>> skills) {
    return Tokens.on(scene.store().database())
        .create(new TokenWish(name, rights, skills, Optional.empty()))
        .secret();
  }

  @Test
  void without_a_model_it_is_said_what_to_set_and_old_sessions_are_there() {
    String session = scene.begin("");
    scene.restart(true, false, false);
    for (var answer :
        List.of(scene.say("", session, "Hello"), scene.send("POST", "/agent/sessions", "{}"))) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().path("remedy").asString()).contains("OPENAI_API_KEY");
    }
    assertThat(scene.send("GET", "/agent/sessions/" + session, "").status()).isEqualTo(200);
  }

  @Test
  void on_a_host_that_takes_no_skills_none_are_written() {
    scene.restart(false, true, false);
    scene.say("Greet my guests");
    assertThat(scene.offered(0)).doesNotContain("write_skill");
  }

  @Test
  void secrets_are_not_kept() {
    var secret = "AKIA" + "Q3EGRTYUIOPLKJHG";
    scene.calling(List.of(call("time", "{'timezone':'%s'}".formatted(secret))));
    String session = scene.begin("");
    assertThat(scene.say("", session, "Use the key " + secret).status()).isEqualTo(200);
    assertThat(scene.told(0)).as("the model may need it").contains(secret);
    assertThat(Json.write(messages(session)))
        .contains("Use the key", "timezone")
        .doesNotContain(secret);
  }
}
