package io.skillmill.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.tools.ToolHost;
import io.skillmill.schema.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoint from outside: both eras, over a real socket. */
@Timeout(120)
class McpTest {

  private static final String NOW = Fixtures.NOW;

  @TempDir Path directory;
  private ToolHost host;

  @BeforeEach
  void serve() {
    host = ToolHost.open(directory, Fixtures::skills);
  }

  @AfterEach
  void close() {
    host.close();
    assertThat(host.broken()).isEmpty();
  }

  private HttpResponse<String> now(String method, ObjectNode params) throws Exception {
    return Fixtures.now(host, method, params);
  }

  private JsonNode result(String method, ObjectNode params) throws Exception {
    var response = now(method, params);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(Json.readOurs(response.body()).has("result")).as(response.body()).isTrue();
    return Json.readOurs(response.body()).path("result");
  }

  private JsonNode old(String body, String... headers) throws Exception {
    var response = host.post("/mcp", body.replace('\'', '"'), headers);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.readOurs(response.body());
  }

  private static ObjectNode tool(String name, ObjectNode arguments) {
    return Json.object().put("name", name).set("arguments", arguments);
  }

  // ---- the stateless revision

  @Test
  void a_client_discovers_what_the_server_speaks() throws Exception {
    var result = result("server/discover", Json.object());

    assertThat(result.path("supportedVersions").valueStream().map(JsonNode::asString))
        .containsExactly(NOW, "2025-11-25", "2025-06-18", "2025-03-26");
    for (String list : List.of("tools", "prompts", "resources")) {
      assertThat(result.path("capabilities").path(list).path("listChanged").asBoolean())
          .as(list)
          .isTrue();
    }
    assertThat(result.path("resultType").asString()).isEqualTo("complete");
    assertThat(result.path("_meta").path("io.modelcontextprotocol/serverInfo"))
        .isEqualTo(Json.object().put("name", "skillmill").put("version", "1.2.3"));
  }

  @Test
  void tools_are_listed_in_the_same_bytes_and_say_how_long_that_holds() throws Exception {
    String first = now("tools/list", Json.object()).body();

    assertThat(now("tools/list", Json.object()).body()).isEqualTo(first);
    var result = Json.readOurs(first).path("result");
    assertThat(result.path("ttlMs").asInt(-1)).isNotNegative();
    assertThat(result.path("cacheScope").asString()).isIn("public", "private");
    assertThat(result.path("tools").valueStream().map(tool -> tool.path("name").asString()))
        .isSorted()
        .contains("double", "ring_a", "time")
        .doesNotContain("kept");
  }

  @Test
  void a_composite_answers_as_a_run_does_and_once_more_as_text() throws Exception {
    var input = Json.object().put("x", 4);
    var result = result("tools/call", tool("double", input));
    var run = Json.readOurs(host.post("/skills/double/run", Json.write(input)).body());

    assertThat(result.path("isError").asBoolean(true)).isFalse();
    assertThat(result.path("structuredContent")).isEqualTo(run);
    assertThat(Json.readOurs(result.path("content").path(0).path("text").asString()))
        .isEqualTo(run);
    assertThat(result.path("content").path(0).path("type").asString()).isEqualTo("text");
  }

  @Test
  void a_skill_that_fails_is_a_result_that_says_why_and_where() throws Exception {
    var ring = result("tools/call", tool("ring_a", Json.object()));
    var unfit = result("tools/call", tool("double", Json.object().put("x", "four")));

    assertThat(ring.path("isError").asBoolean()).isTrue();
    assertThat(ring.path("content").path(0).path("text").asString())
        .contains("Circular dependency detected: ring_a -> ring_b -> ring_a");
    assertThat(
            ring.path("_meta")
                .path("io.skillmill/failure")
                .path("chain")
                .valueStream()
                .map(JsonNode::asString))
        .contains("ring_a", "ring_b");
    assertThat(unfit.path("isError").asBoolean()).isTrue();
    assertThat(unfit.path("content").path(0).path("text").asString()).contains("does not fit");
  }

  @Test
  void requests_that_say_too_little_or_two_things_are_turned_down_by_code() throws Exception {
    var params = Json.object();
    assertThat(Fixtures.send(host, "tools/list", params, "tools/list", Optional.empty()))
        .isEqualTo("400 -32602");
    Fixtures.meta(params, NOW);
    assertThat(Fixtures.send(host, "tools/list", params, "tools/call", Optional.empty()))
        .isEqualTo("400 -32020");
    var call = tool("double", Json.object().put("x", 1));
    Fixtures.meta(call, NOW);
    assertThat(Fixtures.send(host, "tools/call", call, "tools/call", Optional.empty()))
        .isEqualTo("400 -32020");
    assertThat(Fixtures.send(host, "tools/call", call, "tools/call", Optional.of("other")))
        .isEqualTo("400 -32020");
    assertThat(
            Fixtures.send(
                host, "tools/call", call, "tools/call", Optional.of("=?base64?ZG91Ymxl?=")))
        .isEqualTo("200 0");
    assertThat(Fixtures.send(host, "tools/call", call, "tools/call", Optional.of("=?base64?%?=")))
        .isEqualTo("400 -32020");
    var later = Json.object();
    Fixtures.meta(later, "2099-01-01");
    assertThat(Fixtures.send(host, "tools/list", later, "tools/list", Optional.empty()))
        .as("the header says another than the body")
        .isEqualTo("400 -32020");
    var unknown =
        host.post(
            "/mcp",
            Json.write(Fixtures.request("tools/list", later)),
            "MCP-Protocol-Version",
            "2099-01-01",
            "Mcp-Method",
            "tools/list");
    assertThat(unknown.statusCode()).isEqualTo(400);
    var error = Json.readOurs(unknown.body()).path("error");
    assertThat(error.path("code").asInt()).isEqualTo(-32022);
    assertThat(error.path("data").path("requested").asString()).isEqualTo("2099-01-01");
    assertThat(error.path("data").path("supported").size()).isEqualTo(4);
  }

  @Test
  void what_is_not_there_is_said_by_code() throws Exception {
    assertThat(now("no/such", Json.object()).statusCode()).isEqualTo(404);
    assertThat(now("ping", Json.object()).body()).contains("-32601");
    assertThat(now("tools/call", tool("nope", Json.object())).body()).contains("-32602");
    assertThat(now("tools/call", tool("kept", Json.object())).body()).contains("-32602");
    assertThat(now("tools/call", Json.object()).body()).contains("-32602");
    assertThat(now("tools/list", Json.object().put("cursor", "?")).body()).contains("-32602");
    var bad = host.post("/mcp", "{\"jsonrpc\":");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("-32700");
  }

  @Test
  void an_argument_that_a_schema_has_said_twice_must_be_the_same_in_both_places() throws Exception {
    var call = tool("routed", Json.object().put("region", "eu"));
    Fixtures.meta(call, NOW);
    String body = Json.write(Fixtures.request("tools/call", call));
    String[] headers = {
      "MCP-Protocol-Version", NOW, "Mcp-Method", "tools/call", "Mcp-Name", "routed"
    };

    var missing = host.post("/mcp", body, headers);
    var other = host.post("/mcp", body, Fixtures.and(headers, "Mcp-Param-Region", "us"));
    var same = host.post("/mcp", body, Fixtures.and(headers, "mcp-param-region", "eu"));

    assertThat(missing.body()).contains("-32020");
    assertThat(other.body()).contains("-32020");
    assertThat(same.statusCode()).as(same.body()).isEqualTo(200);
  }

  @Test
  void a_number_that_no_number_can_hold_is_turned_down() throws Exception {
    String[] headers = {
      "MCP-Protocol-Version", NOW, "Mcp-Method", "tools/call", "Mcp-Name", "counted"
    };
    var call = tool("counted", Json.object().put("n", 7));
    Fixtures.meta(call, NOW);
    String body = Json.write(Fixtures.request("tools/call", call));

    assertThat(host.post("/mcp", body, Fixtures.and(headers, "Mcp-Param-N", "7.0")).statusCode())
        .isEqualTo(200);
    for (String said : List.of("1", "1e400", "1e2147483648", "1e-2147483647", "NaN")) {
      var answer =
          host.post(
              "/mcp",
              body.replace("\"n\":7", "\"n\":1e400"),
              Fixtures.and(headers, "Mcp-Param-N", said));
      assertThat(answer.statusCode()).as(said).isEqualTo(400);
      assertThat(answer.body()).as(said).contains("-32020");
      assertThat(host.post("/mcp", body, Fixtures.and(headers, "Mcp-Param-N", said)).body())
          .as(said)
          .contains("-32020");
    }
    for (String limit : List.of("1e400", "1e30", "-1e400", "99999999999", "2.5")) {
      var params = tool("search_tools", Json.object().put("query", "number"));
      var found =
          host.post(
              "/mcp?tools=search",
              Json.write(Fixtures.request("tools/call", params))
                  .replace("\"query\"", "\"limit\":" + limit + ",\"query\""));
      assertThat(Json.readOurs(found.body()).at("/result/isError").asBoolean(true))
          .as(found.body())
          .isFalse();
    }
    var nameless = host.post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1e400,\"method\":\"ping\"}");
    assertThat(nameless.body()).contains("-32600").doesNotContain("Infinity");
  }

  @Test
  void notifications_are_taken_and_get_is_not_for_this_revision() throws Exception {
    var taken = host.post("/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}");

    assertThat(taken.statusCode()).isEqualTo(202);
    assertThat(taken.body()).isEmpty();
    assertThat(host.get("/mcp", "MCP-Protocol-Version", NOW).statusCode()).isEqualTo(405);
  }

  // ---- the older revisions

  @Test
  void an_old_client_begins_with_initialize_and_needs_no_session() throws Exception {
    for (String version : List.of("2025-11-25", "2025-06-18", "2025-03-26")) {
      var answer =
          old(
              """
              {'jsonrpc': '2.0', 'id': 'a', 'method': 'initialize', 'params':
                {'protocolVersion': '%s', 'capabilities': {},
                 'clientInfo': {'name': 't', 'version': '1'}}}
              """
                  .formatted(version));
      assertThat(answer.path("result").path("protocolVersion").asString()).isEqualTo(version);
      assertThat(answer.path("id").asString()).isEqualTo("a");
    }
    var unknown =
        old(
            """
            {'jsonrpc': '2.0', 'id': 1, 'method': 'initialize',
             'params': {'protocolVersion': '1999-01-01'}}
            """);
    assertThat(unknown.path("result").path("protocolVersion").asString()).isEqualTo("2025-11-25");
    var ping =
        old("{'jsonrpc':'2.0','id':2,'method':'ping'}", "MCP-Protocol-Version", "2025-11-25");
    assertThat(ping.path("result")).isEmpty();
  }

  @Test
  void an_old_client_calls_tools_and_gets_what_its_revision_knows() throws Exception {
    var list =
        old("{'jsonrpc':'2.0','id':1,'method':'tools/list'}", "MCP-Protocol-Version", "2025-06-18")
            .path("result");
    var call =
        old("""
        {'jsonrpc':'2.0','id':2,'method':'tools/call',
         'params':{'name':'double','arguments':{'x':5}}}
        """)
            .path("result");

    assertThat(list.has("ttlMs")).isFalse();
    assertThat(list.has("resultType")).isFalse();
    assertThat(call.path("structuredContent").path("result").asDouble()).isEqualTo(10);
    assertThat(
            host.post(
                    "/mcp",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}",
                    "MCP-Protocol-Version",
                    "1999-01-01")
                .statusCode())
        .isEqualTo(400);
    assertThat(old("{'jsonrpc':'2.0','id':3,'method':'no/such'}").path("error").path("code"))
        .isEqualTo(Json.object().put("code", -32601).path("code"));
  }

  @Test
  void only_the_revision_that_has_batches_takes_them() throws Exception {
    String batch =
        """
        [{"jsonrpc":"2.0","id":1,"method":"ping"}, {"jsonrpc":"2.0","method":"notifications/x"},
         {"jsonrpc":"2.0","id":2,"method":"nope"}, 5]
        """;

    var taken = host.post("/mcp", batch, "MCP-Protocol-Version", "2025-03-26");
    var refused = host.post("/mcp", batch, "MCP-Protocol-Version", "2025-11-25");

    assertThat(Json.readOurs(taken.body())).hasSize(3);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(host.post("/mcp", "[]").statusCode()).isEqualTo(400);
    assertThat(
            host.post("/mcp", "[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}]")
                .statusCode())
        .isEqualTo(202);
  }

  // ---- other things than tools

  @Test
  void instructions_are_prompts_and_their_files_resources() throws Exception {
    var resources = result("resources/list", Json.object());
    var text = result("resources/read", Json.object().put("uri", "skill://manual/SKILL.md"));
    var file = result("resources/read", Json.object().put("uri", "skill://manual/notes/a%20b.txt"));
    var prompts = result("prompts/list", Json.object());
    var prompt = result("prompts/get", Json.object().put("name", "manual"));

    assertThat(resources.path("resources").valueStream().map(one -> one.path("uri").asString()))
        .containsExactly("skill://manual/SKILL.md", "skill://manual/notes/a%20b.txt");
    assertThat(text.path("contents").path(0).path("text").asString()).contains("Do it with care");
    assertThat(file.path("contents").path(0).path("text").asString()).isEqualTo("a note");
    assertThat(prompts.path("prompts").path(0).path("name").asString()).isEqualTo("manual");
    assertThat(prompt.at("/messages/0/content/text").asString()).contains("Do it with care");
    for (String uri :
        List.of(
            "skill://manual/../double/skill.yaml",
            "skill://manual/%2e%2e/double/skill.yaml",
            "skill://manual//etc/passwd",
            "skill://nobody/SKILL.md",
            "file:///etc/passwd",
            "skill://manual/%zz",
            "skill://")) {
      var absent = now("resources/read", Json.object().put("uri", uri)).body();
      assertThat(absent).as(uri).contains("-32602").doesNotContain("root:");
    }
  }

  @Test
  void what_is_kept_from_models_is_neither_a_tool_nor_a_prompt_nor_a_resource() throws Exception {
    for (String list : List.of("tools/list", "prompts/list", "resources/list")) {
      assertThat(now(list, Json.object()).body()).as(list).doesNotContain("\"ours\"", "//ours");
    }
    var get = now("prompts/get", Json.object().put("name", "ours"));
    assertThat(get.body()).contains("-32602").doesNotContain("no model");
    for (String file : List.of("SKILL.md", "notes.txt")) {
      var read = now("resources/read", Json.object().put("uri", "skill://ours/" + file));
      assertThat(read.body()).contains("-32602").doesNotContain("no model", "of ours");
    }
    assertThat(host.post("/skills/ours/run", "{}").body()).contains("Tell it to no model");
  }

  @Test
  void content_that_a_skill_makes_itself_is_passed_on() throws Exception {
    var result = result("tools/call", tool("picture", Json.object()));

    assertThat(result.at("/content/0/type").asString()).isEqualTo("image");
    assertThat(result.has("structuredContent")).isFalse();
  }

  @Test
  void the_document_of_all_tools_is_shown_to_whoever_looks() throws Exception {
    var spec = host.page("/mcp/spec");

    assertThat(spec.path("schema_version").asString()).isEqualTo("1.0");
    assertThat(spec.path("server_info").path("name").asString()).isEqualTo("skillmill");
    assertThat(spec.at("/tools/0/type").asString()).isEqualTo("function");
    assertThat(host.page("/mcp")).isEqualTo(spec);
  }
}
