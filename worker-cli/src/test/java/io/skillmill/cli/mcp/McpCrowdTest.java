package io.skillmill.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.tools.ToolHost;
import io.skillmill.schema.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Many tools, many clients at once, and clients that send anything. */
@Timeout(180)
class McpCrowdTest {

  private static final int TOOLS = 300;
  private static final int THREADS = 8;
  private static final int CALLS_EACH = 40;
  private static final int GARBAGE_ROUNDS = 1_500;

  @TempDir static Path directory;
  private static Optional<ToolHost> opened = Optional.empty();

  @BeforeAll
  static void serve() {
    opened =
        Optional.of(
            ToolHost.open(
                directory,
                host -> {
                  host.entry("calculator", "builtin:calculator", "");
                  host.skill("routed", ROUTED);
                  for (int i = 0; i < TOOLS - 2; i++) {
                    host.skill("tool_" + i, declaration(i));
                  }
                }));
  }

  private static final String ROUTED =
      """
      name: routed
      description: Says which number it was given
      inputs: {type: object, properties: {n: {type: number, x-mcp-header: N}}}
      implementation:
        kind: composite
        steps:
          - {id: sum, call: calculator, with: {operation: add, a: "${inputs.n}", b: 0}}
        return: {sum: "${steps.sum.result.result}"}
      """;

  private static String declaration(int i) {
    return """
    name: tool_%1$d
    description: Adds %1$d to a number%2$s
    inputs: {x: number}
    implementation:
      kind: composite
      steps:
        - {id: sum, call: calculator, with: {operation: add, a: "${inputs.x}", b: %1$d}}
      return: {sum: "${steps.sum.result.result}"}
    """
        .formatted(i, i == 77 ? ", for marmalade" : "");
  }

  @AfterAll
  static void close() {
    opened.ifPresent(ToolHost::close);
  }

  private static ToolHost host() {
    return opened.orElseThrow();
  }

  private static ObjectNode call(int tool, int x) {
    var params = Json.object().put("name", "tool_" + tool);
    params.putObject("arguments").put("x", x);
    return params;
  }

  private static JsonNode old(String path, String method, ObjectNode params) throws Exception {
    var body = Json.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    body.set("params", params);
    return Json.readOurs(host().post(path, Json.write(body)).body()).path("result");
  }

  @Test
  void three_hundred_tools_are_listed_at_once_or_page_by_page() throws Exception {
    var all = old("/mcp", "tools/list", Json.object()).path("tools");
    var names = new HashSet<String>();
    var params = Json.object();
    int pages = 0;
    while (true) {
      var page = old("/mcp?page=70", "tools/list", params);
      page.path("tools").forEach(tool -> names.add(tool.path("name").asString()));
      pages++;
      if (!page.has("nextCursor")) {
        break;
      }
      params = Json.object();
      params.set("cursor", page.path("nextCursor"));
    }

    assertThat(all.size()).isEqualTo(TOOLS);
    assertThat(names).hasSize(TOOLS);
    assertThat(pages).isEqualTo(5);
    assertThat(host().get("/mcp/spec?page=0").statusCode()).isEqualTo(400);
  }

  @Test
  void each_of_them_can_be_called() throws Exception {
    for (int i = 0; i < TOOLS - 2; i++) {
      assertThat(old("/mcp", "tools/call", call(i, 1)).at("/structuredContent/sum").asInt())
          .isEqualTo(i + 1);
    }
  }

  @Test
  void two_tools_find_and_call_the_others() throws Exception {
    var list = old("/mcp?tools=search", "tools/list", Json.object()).path("tools");
    var search = Json.object().put("name", "search_tools");
    search.putObject("arguments").put("query", "something with marmalade").put("limit", 3);
    var found = old("/mcp?tools=search", "tools/call", search).path("structuredContent");
    var wrapped = Json.object().put("name", "call_tool");
    wrapped.set("arguments", call(77, 3));
    var called = old("/mcp?tools=search", "tools/call", wrapped);

    assertThat(list.valueStream().map(tool -> tool.path("name").asString()))
        .containsExactly("search_tools", "call_tool");
    assertThat(found.at("/tools/0/name").asString()).isEqualTo("tool_77");
    assertThat(found.at("/tools/0/inputSchema").isObject()).isTrue();
    assertThat(called.at("/structuredContent/sum").asInt()).isEqualTo(80);
    assertThat(old("/mcp?tools=search", "tools/call", call(5, 1)).path("isError").asBoolean(true))
        .isFalse();
  }

  @Test
  void both_eras_are_served_at_the_same_time() throws Exception {
    var clients = new ArrayList<Callable<List<String>>>();
    for (int i = 0; i < THREADS; i++) {
      int client = i;
      clients.add(() -> wrong(client));
    }
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (var client : threads.invokeAll(clients)) {
        assertThat(client.get()).isEmpty();
      }
    }
  }

  /** What a client was answered that it should not have been. */
  private static List<String> wrong(int client) throws Exception {
    var wrong = new ArrayList<String>();
    for (int i = 0; i < CALLS_EACH; i++) {
      int tool = (client * CALLS_EACH + i) % (TOOLS - 2);
      JsonNode result =
          client % 2 == 0
              ? old("/mcp", "tools/call", call(tool, client))
              : Json.readOurs(Fixtures.now(host(), "tools/call", call(tool, client)).body())
                  .path("result");
      if (result.at("/structuredContent/sum").asInt(-1) != tool + client
          || result.has("resultType") != (client % 2 == 1)) {
        wrong.add(Json.write(result));
      }
    }
    return wrong;
  }

  @Test
  void garbage_is_turned_down_and_breaks_nothing() throws Exception {
    long seed = System.nanoTime();
    var random = RandomGeneratorFactory.getDefault().create(seed);
    var reached = new HashMap<Integer, Integer>();
    for (int i = 0; i < GARBAGE_ROUNDS; i++) {
      boolean sealed = random.nextBoolean();
      String body = sealed ? Garbage.inParameters(random) : Garbage.anywhere(random);
      String[] headers = sealed ? Garbage.envelope(body) : Garbage.headers(random);
      var answer = host().post("/mcp" + Garbage.terms(random), body, headers);
      assertThat(answer.statusCode())
          .as("seed %d, round %d: %s answered %s", seed, i, body, answer.body())
          .isIn(200, 202, 400, 404);
      if (sealed) {
        reached.merge(Json.readOurs(answer.body()).at("/error/code").asInt(0), 1, Integer::sum);
      }
      if (answer.statusCode() != 202) {
        assertThat(Json.readOurs(answer.body()).isContainer()).isTrue();
      }
    }
    assertThat(host().broken()).as("seed %d", seed).isEmpty();
    // Behind a good envelope some fit, some are unknown, and some say two things.
    assertThat(reached).as("seed %d", seed).containsKeys(0, -32601, -32602, -32020);
    assertThat(old("/mcp", "tools/call", call(1, 1)).at("/structuredContent/sum").asInt())
        .isEqualTo(2);
  }
}
