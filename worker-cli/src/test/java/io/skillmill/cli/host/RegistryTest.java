package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Skills are registered, shown, changed and removed over a real socket. */
@Timeout(120)
class RegistryTest {

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Throwable> broken = new ArrayList<>();
  private LocalSkillStore store;
  private Registrar registrar;
  private StoreHost host;

  @BeforeEach
  void serve() throws Exception {
    Files.createDirectories(directory.resolve("echo"));
    Files.writeString(
        directory.resolve("echo").resolve("skill.yaml"),
        "name: echo\ndescription: x\nimplementation: {instructions: {text: hello}}\n");
    Files.writeString(
        directory.resolve("runtime-config.yaml"), "skills:\n  - {name: echo, path: ./echo}\n");
    store = LocalSkillStore.open(directory.resolve("store.db"));
    open(true, Optional.empty());
  }

  private void open(boolean registers, Optional<String> token) {
    var plan = Plan.config(directory.resolve("runtime-config.yaml"));
    registrar = Registrar.open(store.database(), plan, Kinds.all());
    var settings = new Settings("127.0.0.1", 0, token, Limits.DEFAULT, "test");
    host = StoreHost.open(store, Skills.of(registrar, registers), settings, broken::add);
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    shut();
    store.close();
  }

  private void shut() {
    host.close();
    registrar.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(host.url() + path))
            .method(method, BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "");
  }

  private HttpResponse<String> register(String name, String inputs, String code) throws Exception {
    var body = Json.object().put("code", code);
    var meta = body.putObject("meta").put("name", name).put("description", "Does " + name);
    var ports = meta.putObject("inputs");
    for (String input : inputs.split(" ", -1)) {
      ports.put(input, "number");
    }
    return send("POST", "/skills/register", Json.write(body));
  }

  private JsonNode run(String name, String args) throws Exception {
    String body = "{'name':'%s','args':%s}".formatted(name, args).replace('\'', '"');
    var response = send("POST", "/skills/run", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.readOurs(response.body());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.readOurs(response.body());
  }

  @Test
  void skills_that_call_each_other_are_registered_and_run() throws Exception {
    assertThat(
            register("add_numbers", "a b", "def add_numbers(a, b):\n  return {'result': a + b}\n"))
        .satisfies(response -> assertThat(response.statusCode()).isEqualTo(200))
        .satisfies(response -> assertThat(json(response).path("success").asBoolean()).isTrue());
    register(
        "multiply_numbers", "a b", "def multiply_numbers(a, b):\n  return {'result': a * b}\n");
    register(
        "compute_formula",
        "x y z",
        """
        def compute_formula(x, y, z):
            total = call_skill("add_numbers", a=x, b=y)["result"]
            product = call_skill("multiply_numbers", a=total, b=z)["result"]
            return {"result": product, "formula": "(x + y) * z"}
        """);

    var answer = run("compute_formula", "{'x':3,'y':4,'z':5}");

    assertThat(answer.path("result").path("result").asInt()).isEqualTo(35);
    assertThat(answer.path("result").path("formula").asString()).isEqualTo("(x + y) * z");
    var graph = json(get("/graph"));
    assertThat(graph.path("edges").toString())
        .contains(
            "{\"from\":\"compute_formula\",\"to\":\"add_numbers\",\"static\":true,\"calls\":1}");
    assertThat(graph.path("cycles")).isEmpty();
    assertThat(get("/graph?format=mermaid").body()).startsWith("flowchart").contains("|1x|");
    assertThat(get("/graph?format=dot").body()).startsWith("digraph").contains("compute_formula");
    assertThat(get("/graph?format=png").statusCode()).isEqualTo(400);
  }

  @Test
  void skills_in_a_circle_fail_and_are_told() throws Exception {
    register("ping", "n", "def ping(n):\n  return call_skill('pong', n=n)\n");
    var second = register("pong", "n", "def pong(n):\n  return call_skill('ping', n=n)\n");

    assertThat(json(second).path("warnings").toString()).contains("pong -> ping -> pong");
    var answer = run("ping", "{'n':1}");
    assertThat(answer.path("success").asBoolean()).isFalse();
    assertThat(answer.path("error").asString())
        .contains("Circular dependency detected: ping -> pong -> ping");
    assertThat(json(get("/graph")).path("cycles").toString())
        .isEqualTo("[[\"ping\",\"pong\",\"ping\"]]");
  }

  @Test
  void a_chain_of_four_passes() throws Exception {
    for (int level : IntStream.rangeClosed(0, 3).toArray()) {
      register(
          "level_" + level,
          "value",
          level == 0
              ? "def level_0(value):\n  return {'value': value, 'level': 0}\n"
              : """
              def level_%d(value):
                  return call_skill("level_%d", value=value + 1)
              """
                  .formatted(level, level - 1));
    }

    var answer = run("level_3", "{'value':10}");

    assertThat(answer.path("result").toString()).isEqualTo("{\"value\":13,\"level\":0}");
  }

  @Test
  void an_error_of_a_called_skill_can_be_caught() throws Exception {
    register("divide", "a b", "def divide(a, b):\n  return {'result': a / b}\n");
    register(
        "safe_divide",
        "a b",
        """
        def safe_divide(a, b):
            try:
                return {"success": True, "result": call_skill("divide", a=a, b=b)["result"]}
            except Exception as e:
                return {"success": True, "error": str(e)}
        """);

    assertThat(run("safe_divide", "{'a':10,'b':2}").path("result").path("result").asInt())
        .isEqualTo(5);
    assertThat(run("safe_divide", "{'a':10,'b':0}").path("result").path("error").asString())
        .contains("division by zero");
  }

  @Test
  void versions_are_shown_restored_and_removed() throws Exception {
    String declaration =
        """
        {"declaration": {"name": "a", "version": "%s", "implementation": {"kind": "python"}},
         "source": "def a():\\n    return {'answer': %d}"}
        """;
    var first = send("POST", "/skills/register", declaration.formatted("1.0.0", 1));
    var second = send("POST", "/skills/register", declaration.formatted("2.0.0", 2));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(json(second).path("version").asString()).isEqualTo("2.0.0");
    assertThat(json(get("/skills/a/code")).path("code").asString()).contains("'answer': 2");
    assertThat(json(get("/skills/a/code?version=1.0.0")).path("code").asString())
        .contains("'answer': 1");
    assertThat(get("/skills/a/code?revision=7").statusCode()).isEqualTo(404);
    assertThat(json(get("/skills/a/inventory")).path("skill").path("version").asString())
        .isEqualTo("2.0.0");
    assertThat(send("POST", "/skills/a/rollback", "{\"version\":\"1.0.0\"}").statusCode())
        .isEqualTo(200);
    assertThat(run("a", "{}").path("result").path("answer").asInt()).isEqualTo(1);
    var history = json(get("/skills/a/versions"));
    assertThat(history.path("versions")).hasSize(3);
    assertThat(history.path("versions").path(0).path("of_revision").asInt()).isEqualTo(1);
    assertThat(send("POST", "/skills/a/rollback", "{\"version\":\"9\"}").statusCode())
        .isEqualTo(404);
    assertThat(send("POST", "/skills/a/rollback", "{}").statusCode()).isEqualTo(422);

    var removed = send("DELETE", "/skills/a", "");

    assertThat(removed.statusCode()).isEqualTo(200);
    assertThat(json(removed).path("success").asBoolean()).isTrue();
    assertThat(send("POST", "/skills/a/run", "{}").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/skills/a", "").statusCode()).isEqualTo(404);
    assertThat(get("/skills/a/code").statusCode()).isEqualTo(404);
    assertThat(json(get("/skills/a/versions")).path("state").asString()).isEqualTo("removed");
  }

  @Test
  void what_is_registered_is_there_after_a_restart() throws Exception {
    register("a", "x", "def a(x):\n  return x\n");
    shut();
    open(true, Optional.empty());

    assertThat(run("a", "{'x':7}").path("result").asInt()).isEqualTo(7);
    assertThat(json(get("/skills")).path("total_skills").asInt()).isEqualTo(2);
  }

  @Test
  void what_is_no_skill_is_refused_in_the_same_shape() throws Exception {
    register("a", "x", "def a(x):\n  return 1\n");
    for (String body :
        List.of(
            "",
            "[]",
            "{}",
            "{'code':'x'}",
            "{'code':7,'meta':{'name':'a'}}",
            "{'code':'def a(:','meta':{'name':'a'}}",
            "{'code':'def a(): pass','meta':{'name':'../a'}}",
            "{'code':'def a(): pass','meta':{'name':'a','kind':'process'}}",
            "{'declaration':{'name':'a','implementation':{'java':'X'}}}",
            "{'declaration':{'name':'a'},'source':'x','code':'y'}",
            "{'code':'def a(): pass','meta':{'name':'a'},'check':true}")) {
      var response = send("POST", "/skills/register", body.replace('\'', '"'));
      assertThat(response.statusCode()).as(body).isEqualTo(422);
      assertThat(json(response).path("success").asBoolean(true)).as(body).isFalse();
      assertThat(json(response).path("error").asString()).as(body).isNotBlank();
    }
    assertThat(register("echo", "x", "def echo(x):\n  return x\n").statusCode()).isEqualTo(409);
    assertThat(send("DELETE", "/skills/echo", "").statusCode()).isEqualTo(409);
    assertThat(get("/skills/echo/code").body()).contains("configuration");
    var large = register("big", "x", "#" + "x".repeat(5 << 20));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(run("a", "{'x':1}").path("result").asInt()).isEqualTo(1);
    assertThat(broken).isEmpty();
  }

  @Test
  void without_leave_nothing_is_registered_and_the_answer_says_how_to_get_it() throws Exception {
    register("a", "x", "def a(x):\n  return 1\n");
    shut();
    open(false, Optional.empty());

    var refused = register("b", "x", "def b(x):\n  return 1\n");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("--register");
    assertThat(send("DELETE", "/skills/a", "").statusCode()).isEqualTo(403);
    assertThat(send("POST", "/skills/a/rollback", "{}").statusCode()).isEqualTo(403);
    assertThat(run("a", "{'x':1}").path("result").asInt()).isEqualTo(1);

    shut();
    open(false, Optional.of("a-token-of-some-length"));
    assertThat(register("b", "x", "def b(x):\n  return 1\n").statusCode()).isEqualTo(401);
  }

  @Test
  void every_route_is_described() throws Exception {
    var paths = json(get("/openapi.json")).path("paths");

    for (String route : host.routes()) {
      int space = route.indexOf(' ');
      String method = route.substring(0, space).toLowerCase(java.util.Locale.ROOT);
      assertThat(paths.path(route.substring(space + 1)).has(method)).as(route).isTrue();
    }
  }
}
