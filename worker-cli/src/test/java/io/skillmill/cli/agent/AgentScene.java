package io.skillmill.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.host.Kinds;
import io.skillmill.cli.host.Skills;
import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Admission;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.tokens.Tokens;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ToolCall;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A host with skills and a scripted model, over real sockets. */
public final class AgentScene implements AutoCloseable {

  static final String TWO =
      """
      skills:
        - {name: time_skill, path: "builtin:time", mount: time}
        - {name: calculator, path: "builtin:calculator"}
      """;

  private final Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ScriptedModel scripted;
  private final ChatModel model;
  private final List<Throwable> broken = Collections.synchronizedList(new ArrayList<>());
  private final LocalSkillStore store;
  private Registrar registrar;
  private StoreHost host;
  private volatile Function<ChatQuestion, ChatAnswer> script =
      _ -> ScriptedModel.says("Nothing to say");

  public AgentScene(Path directory, String config) {
    this.directory = directory;
    write(config);
    scripted = ScriptedModel.open(question -> script.apply(question));
    model = ChatModel.at(scripted.address());
    store = LocalSkillStore.open(directory.resolve("hosted.db"));
    registrar = registrar();
    host = open(true, Optional.of(model), false);
  }

  private void write(String config) {
    try {
      Files.writeString(directory.resolve("runtime-config.yaml"), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Registrar registrar() {
    var plan =
        Plan.config(directory.resolve("runtime-config.yaml"))
            .builtins(BundledSkills.on(store.database()).skills());
    return Registrar.open(store.database(), plan, Kinds.all());
  }

  private StoreHost open(boolean registers, Optional<ChatModel> asked, boolean guarded) {
    var admission =
        new Admission(
            Optional.empty(), Optional.of(Tokens.on(store.database())), guarded, Set.of());
    var settings = new Settings("127.0.0.1", 0, admission, Limits.DEFAULT, "test");
    return StoreHost.open(
        store, Skills.of(registrar, registers).asking(asked), settings, broken::add);
  }

  LocalSkillStore store() {
    return store;
  }

  public String url() {
    return host.url();
  }

  /** The same store, served anew. */
  void restart(boolean registers, boolean asks, boolean guarded) {
    stop();
    registrar.close();
    registrar = registrar();
    host = open(registers, Optional.of(model).filter(_ -> asks), guarded);
  }

  void stop() {
    host.close();
  }

  // ---- the model

  public void script(Function<ChatQuestion, ChatAnswer> next) {
    script = next;
  }

  /** Calls what is listed for each turn, one after the other, and then says what came of it. */
  @SafeVarargs
  public final void calling(List<ToolCall>... turns) {
    script(question -> {
      int done = sinceAsked(question).size();
      int taken = 0;
      for (var turn : turns) {
        if (done == taken) {
          return ScriptedModel.calls(turn.toArray(ToolCall[]::new));
        }
        taken += turn.size();
      }
      return ScriptedModel.says("It says " + question.messages().getLast().text());
    });
  }

  /** What came of calls since the person spoke last. */
  private static List<ChatMessage> sinceAsked(ChatQuestion question) {
    var outcomes = new ArrayList<ChatMessage>();
    for (var message : question.messages()) {
      switch (message) {
        case ChatMessage.Request _ -> outcomes.clear();
        case ChatMessage.Outcome outcome -> outcomes.add(outcome);
        default -> {}
      }
    }
    return outcomes;
  }

  public static ToolCall call(String tool, String arguments) {
    return new ToolCall("call_1", tool, arguments.replace('\'', '"'));
  }

  List<JsonNode> asked() {
    return scripted.asked();
  }

  /** What the model was offered with its question of this number. */
  List<String> offered(int question) {
    return asked()
        .get(question)
        .path("tools")
        .valueStream()
        .map(tool -> tool.path("function").path("name").asString())
        .toList();
  }

  /** What the model was told last with its question of this number. */
  String told(int question) {
    JsonNode messages = asked().get(question).path("messages");
    return messages.path(messages.size() - 1).path("content").asString();
  }

  // ---- the person

  record Answer(int status, JsonNode json) {}

  Answer send(String token, String method, String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(host.url() + path))
              .method(method, BodyPublishers.ofString(body));
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      var answer = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), Json.readOurs(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Answer send(String method, String path, String body) {
    return send("", method, path, body);
  }

  String begin(String token) {
    var begun = send(token, "POST", "/agent/sessions", "{\"name\":\"a talk\"}");
    assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
    return begun.json().path("session_id").asString();
  }

  Answer say(String token, String session, String text) {
    var body = Json.write(Json.object().put("content", text));
    return send(token, "POST", "/agent/sessions/%s/messages".formatted(session), body);
  }

  /** One question in a session of its own. */
  JsonNode say(String text) {
    var answer = say("", begin(""), text);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  @Override
  public void close() {
    client.shutdownNow();
    host.close();
    registrar.close();
    store.close();
    model.close();
    scripted.close();
    assertThat(broken).isEmpty();
  }
}
