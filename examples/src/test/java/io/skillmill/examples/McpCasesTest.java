package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is expected of a host by clients of MCP, case by case, from outside. The official suite and
 * the official clients (P1 to P3) run with {@code mvn -Pconformance verify}.
 */
@Timeout(180)
class McpCasesTest {

  private static final String NOW = "2026-07-28";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.shutdownNow();
  }

  private static ObjectNode message(String method, ObjectNode params) {
    var meta = params.putObject("_meta");
    meta.put("io.modelcontextprotocol/protocolVersion", NOW);
    meta.putObject("io.modelcontextprotocol/clientCapabilities");
    var message = Json.object().put("jsonrpc", "2.0").put("id", "one").put("method", method);
    return message.set("params", params);
  }

  private static ObjectNode call(String tool, String arguments) {
    var params = Json.object().put("name", tool);
    return params.set("arguments", Json.readOurs(arguments.replace('\'', '"')));
  }

  private HttpRequest request(String url, ObjectNode message, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", NOW)
            .header("Mcp-Method", message.path("method").asString())
            .POST(BodyPublishers.ofString(Json.write(message)));
    message.at("/params/name").stringValueOpt().ifPresent(name -> request.header("Mcp-Name", name));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  private HttpResponse<String> sent(String url, ObjectNode message, String... headers)
      throws Exception {
    return client.send(request(url, message, headers), BodyHandlers.ofString());
  }

  /** The result, which may come as the one event of a stream. */
  private JsonNode result(String url, String method, ObjectNode params) throws Exception {
    var response = sent(url, message(method, params));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    String body =
        response.body().startsWith("{")
            ? response.body()
            : response.body().lines().filter(McpCasesTest::isData).findFirst().orElseThrow();
    return Json.readOurs(body.replaceFirst("^data: ", "")).path("result");
  }

  private static boolean isData(String line) {
    return line.startsWith("data: ");
  }

  @Test
  void p4_what_a_tool_gives_is_what_a_run_gives_and_a_circle_is_told_with_its_chain()
      throws Exception {
    try (var host = Served.start(folder, "examples/composition/runtime-config.yaml")) {
      var run = host.run("compound_formula", "{'x':5,'y':3,'z':7}");
      var called =
          result(host.url(), "tools/call", call("compound_formula", "{'x':5,'y':3,'z':7}"));
      assertThat(called.path("isError").asBoolean(false)).isFalse();
      assertThat(called.path("structuredContent")).isEqualTo(run);
      assertThat(Json.readOurs(called.at("/content/0/text").asString())).isEqualTo(run);

      var circle = result(host.url(), "tools/call", call("first", "{'x':1}"));
      assertThat(circle.path("isError").asBoolean()).isTrue();
      assertThat(circle.at("/content/0/text").asString()).contains("first -> second -> first");
    }
  }

  @Test
  void p5_who_listens_hears_of_a_change_once_and_of_a_reload_without_one_not_at_all()
      throws Exception {
    var skills = Skillset.in(folder.resolve("skills")).mounted("time", "builtin:time", "time");
    try (var host = skills.serve(folder)) {
      var params = Json.object();
      params.putObject("notifications").put("toolsListChanged", true);
      var listening =
          client.send(
              request(host.url(), message("subscriptions/listen", params)), BodyHandlers.ofLines());
      try (Stream<String> lines = listening.body()) {
        var heard = lines.filter(McpCasesTest::isData).iterator();
        assertThat(next(heard)).isEqualTo("notifications/subscriptions/acknowledged");

        assertThat(host.post("/reload", "").status()).isEqualTo(200);
        skills.mounted("sums", "builtin:calculator", "sums");
        assertThat(host.post("/reload", "").status()).isEqualTo(200);
        assertThat(next(heard)).isEqualTo("notifications/tools/list_changed");
        assertThat(host.post("/reload", "").status()).isEqualTo(200);
        skills.without("sums");
        assertThat(host.post("/reload", "").status()).isEqualTo(200);
        assertThat(next(heard)).isEqualTo("notifications/tools/list_changed");
        assertThat(result(host.url(), "tools/list", Json.object()).path("tools")).hasSize(1);
        assertThat(host.stop()).isZero();
        assertThat(heard.next()).as("the end, and no notice before it").contains("resultType");
      }
    }
  }

  private static String next(Iterator<String> heard) {
    return Json.readOurs(heard.next().substring("data: ".length())).path("method").asString();
  }

  @Test
  void p6_pages_and_clients_that_may_not_are_turned_down() throws Exception {
    var program = Program.compiled(folder);
    String reader = token(program, "reader", "store");
    String runner = token(program, "runner", "run");
    try (var host =
        Served.start(folder, "examples/runtime/runtime-config.yaml", "--require-token")) {
      var call = message("tools/call", call("time", "{}"));
      assertThat(sent(host.url(), call, "Origin", "https://evil.example").statusCode())
          .isEqualTo(403);
      var nobody = sent(host.url(), call);
      assertThat(nobody.statusCode()).isEqualTo(401);
      assertThat(nobody.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(sent(host.url(), call, "Authorization", "Bearer " + reader).statusCode())
          .isEqualTo(403);
      assertThat(sent(host.url(), call, "Authorization", "Bearer " + runner).statusCode())
          .isEqualTo(200);
    }
  }

  private static String token(Program program, String name, String routes) {
    var made = program.run("token", "create", name, "--routes", routes);
    assertThat(made.exitCode()).as(made.err()).isZero();
    return made.out().strip();
  }

  @Test
  void p7_the_list_is_the_same_each_time_and_says_how_long_it_may_be_kept() throws Exception {
    try (var host = Served.start(folder, "examples/runtime/runtime-config.yaml")) {
      var list = message("tools/list", Json.object());
      String body = sent(host.url(), list).body();
      assertThat(sent(host.url(), list).body()).isEqualTo(body);
      var result = Json.readOurs(body).path("result");
      assertThat(result.path("tools")).hasSize(3);
      assertThat(result.path("ttlMs").asInt(-1)).isNotNegative();
      assertThat(result.path("cacheScope").asString()).isIn("public", "private");
    }
  }

  @Test
  void p8_over_standard_streams_a_client_discovers_lists_calls_and_leaves() throws Exception {
    var config = Clone.ROOT.resolve("examples/runtime/runtime-config.yaml").toString();
    var lines = new StringBuilder();
    int id = 0;
    for (var message :
        List.of(
            message("server/discover", Json.object()),
            message("tools/list", Json.object()),
            message("tools/call", call("time", "{'timezone':'Asia/Tokyo'}")))) {
      lines.append(Json.write(message.put("id", ++id))).append('\n');
    }
    var process = Program.compiled(folder).start("mcp", "--config", config);
    try (var in = process.getOutputStream()) {
      in.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
    var ran = Run.of(process);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    var results = ran.out().lines().map(line -> Json.readOurs(line).path("result")).toList();
    assertThat(results).hasSize(3);
    assertThat(results)
        .anySatisfy(each -> assertThat(each.at("/supportedVersions/0").asString()).isEqualTo(NOW))
        .anySatisfy(each -> assertThat(each.path("tools")).hasSize(3))
        .anySatisfy(each ->
            assertThat(each.at("/structuredContent/timezone").asString()).isEqualTo("Asia/Tokyo"));
  }
}
