package io.skillmill.cli.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.CommandLineRunner;
import io.skillmill.cli.host.Kinds;
import io.skillmill.cli.host.Skills;
import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Skills are written and decided about over HTTP and from the command line. */
@Timeout(120)
class GeneratedSkillsTest {

  private static final String GREET =
      """
      {"declaration": {"name": "greet", "description": "Greets", "inputs": {"who": "string"},
         "implementation": {"kind": "javascript"}},
       "source": "function greet({who}) { return {greeting: 'Hello ' + who}; }",
       "examples": [{"input": {"who": "Ada"}, "output": {"greeting": "Hello Ada"}}]}\
      """;

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile String writes = GREET;
  private ScriptedModel scripted;
  private ChatModel model;
  private LocalSkillStore store;
  private Registrar registrar;
  private StoreHost host;
  private CommandLineRunner cli;

  @BeforeEach
  void serve() {
    scripted = ScriptedModel.open(_ -> ScriptedModel.says(writes));
    model = ChatModel.at(scripted.address());
    cli = new CommandLineRunner(directory);
    store = LocalSkillStore.open(cli.store());
    var plan = Plan.nothing().builtins(BundledSkills.on(store.database()).skills());
    registrar = Registrar.open(store.database(), plan, Kinds.all());
    host = open(true, Optional.of(model));
  }

  private StoreHost open(boolean registers, Optional<ChatModel> asked) {
    var settings = new Settings("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, "test");
    return StoreHost.open(
        store, Skills.of(registrar, registers).asking(asked), settings, Throwable::printStackTrace);
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    host.close();
    registrar.close();
    store.close();
    model.close();
    scripted.close();
  }

  private record Answer(int status, JsonNode json) {}

  private Answer ask(StoreHost at, String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(at.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    return new Answer(answer.statusCode(), Json.readOurs(answer.body()));
  }

  @Test
  void a_skill_is_written_looked_at_approved_and_run() throws Exception {
    var made = ask(host, "POST", "/skills/generate", "{\"description\":\"greet somebody\"}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.json().path("state").asString()).isEqualTo("draft");
    long id = made.json().path("draft").asLong();

    assertThat(ask(host, "POST", "/skills/greet/run", "{\"who\":\"you\"}").status()).isEqualTo(404);
    assertThat(ask(host, "GET", "/skills", "").json().path("total_skills").asInt()).isZero();
    var listed = ask(host, "GET", "/drafts?state=draft", "").json();
    assertThat(listed.path("drafts").path(0).path("name").asString()).isEqualTo("greet");
    assertThat(listed.toString()).doesNotContain("function greet");
    var whole = ask(host, "GET", "/drafts/" + id, "").json();
    assertThat(whole.path("source").asString()).contains("function greet");
    assertThat(whole.path("transcript")).isNotEmpty();

    var approved = ask(host, "POST", "/drafts/%d/approve".formatted(id), "");
    assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
    var ran = ask(host, "POST", "/skills/greet/run", "{\"who\":\"you\"}");
    assertThat(ran.json().path("greeting").asString()).isEqualTo("Hello you");
    assertThat(ask(host, "POST", "/drafts/%d/reject".formatted(id), "").status()).isEqualTo(409);
    assertThat(ask(host, "GET", "/drafts/99", "").status()).isEqualTo(404);
    assertThat(ask(host, "GET", "/drafts/x", "").status()).isEqualTo(404);
  }

  @Test
  void it_serves_at_once_where_that_is_wished() throws Exception {
    var made =
        ask(host, "POST", "/skills/generate", "{\"description\":\"greet\",\"approve\":true}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.json().path("state").asString()).isEqualTo("approved");
    assertThat(ask(host, "POST", "/skills/greet/run", "{\"who\":\"x\"}").status()).isEqualTo(200);
  }

  @Test
  void what_would_not_do_is_told_and_not_kept() throws Exception {
    writes = GREET.replace("Hello Ada", "Hello Eve");
    var made =
        ask(host, "POST", "/skills/generate", "{\"description\":\"greet\",\"approve\":true}");
    assertThat(made.status()).isEqualTo(422);
    assertThat(made.json().path("attempts")).hasSize(3);
    assertThat(made.json().path("error").asString()).contains("Example 1 does not go well");
    assertThat(ask(host, "GET", "/drafts", "").json().path("total").asInt()).isZero();
    assertThat(ask(host, "POST", "/skills/generate", "{}").status()).isEqualTo(422);
    assertThat(ask(host, "POST", "/skills/generate", "{").status()).isEqualTo(422);
  }

  @Test
  void without_a_model_or_a_right_nothing_is_written() throws Exception {
    try (var mute = open(true, Optional.empty());
        var closed = open(false, Optional.of(model))) {
      var answer = ask(mute, "POST", "/skills/generate", "{\"description\":\"greet\"}");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().path("remedy").asString()).contains("OPENAI_API_KEY");
      assertThat(ask(closed, "POST", "/skills/generate", "{\"description\":\"x\"}").status())
          .isEqualTo(403);
    }
    assertThat(scripted.asked()).isEmpty();
  }

  @Test
  void what_a_model_hides_in_a_draft_is_seen_by_who_decides() {
    writes =
        GREET
            .replace("Greets", "Greets\\u009b31m\\u202e")
            .replace("{who}) {", "{who}) {\\n\\t// \\u200b \\u001b[2J\\n");
    cli.environment("OPENAI_BASE_URL", scripted.url()).environment("OPENAI_MODEL", "m");
    var made = cli.run("skill", "generate", "greet", "somebody");
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(cli.terminal(40).run("skill", "drafts", "1").out())
        .contains("\n\t// \\u200b \\u001b[2J")
        .doesNotContain("\u009b", "\u202e", "\u200b", "\u001b[2J");
  }

  @Test
  void the_command_line_does_the_same_here_and_there() {
    var keyless = cli.run("skill", "generate", "greet somebody");
    assertThat(keyless.exitCode()).isEqualTo(2);
    assertThat(keyless.err()).contains("OPENAI_API_KEY");

    cli.environment("OPENAI_BASE_URL", scripted.url()).environment("OPENAI_MODEL", "m");
    var made = cli.run("skill", "generate", "greet", "somebody");
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.out()).isEqualTo("draft 1: 'greet'\n");
    assertThat(cli.run("skill", "run", "greet", "--input", "{\"who\":\"x\"}").exitCode())
        .isEqualTo(1);
    assertThat(cli.run("skill", "drafts").out()).contains("greet", "draft", "greet somebody");
    assertThat(cli.run("skill", "drafts", "1").out()).contains("function greet");
    assertThat(cli.run("skill", "reject", "1").exitCode()).isZero();
    assertThat(cli.run("skill", "approve", "1").exitCode()).isEqualTo(1);

    var there = new String[] {"--store", host.url()};
    var more = cli.run("skill", "generate", "greet", there[0], there[1], "--json");
    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThat(more.json().path("draft").asInt()).isEqualTo(2);
    assertThat(cli.run("skill", "approve", "2", there[0], there[1]).exitCode()).isZero();
    assertThat(cli.run("skill", "run", "greet", "--input", "{\"who\":\"x\"}").out())
        .contains("Hello x");
  }
}
