package io.skillmill.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.tools.ToolHost;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.tokens.TokenWish;
import io.skillmill.coordination.tokens.Tokens;
import io.skillmill.schema.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Who may call what over the endpoint, with which secrets, and for how long. */
@Timeout(120)
class McpTermsTest {

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

  private static ObjectNode tool(String name, ObjectNode arguments) {
    return Json.object().put("name", name).set("arguments", arguments);
  }

  @Test
  void a_page_of_somebody_elses_is_turned_away() throws Exception {
    assertThat(
            host.post(
                    "/mcp",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
                    "Origin",
                    "http://evil.example")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void tokens_open_what_they_are_for() throws Exception {
    try (var guarded = ToolHost.guarded(directory.resolve("guarded"), Fixtures::skills)) {
      String list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
      var nobody = guarded.post("/mcp", list);
      assertThat(nobody.statusCode()).isEqualTo(401);
      assertThat(nobody.headers().firstValue("WWW-Authenticate"))
          .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));

      var tokens = Tokens.on(guarded.store().database());
      String some = bearer(tokens, "some", Right.RUN, Optional.of(List.of("double")));
      String reader = bearer(tokens, "reader", Right.STORE, Optional.empty());
      assertThat(names(guarded.post("/mcp", list, "Authorization", some)))
          .containsExactly("double");
      assertThat(names(guarded.post("/mcp", list, "Authorization", reader))).isEmpty();
      String call =
          """
          {"jsonrpc":"2.0","id":1,"method":"tools/call",
           "params":{"name":"%s","arguments":{"x":1}}}
          """;
      assertThat(guarded.post("/mcp", call.formatted("double"), "Authorization", some).statusCode())
          .isEqualTo(200);
      assertThat(guarded.post("/mcp", call.formatted("ring_a"), "Authorization", some).body())
          .contains("-32602");
      assertThat(
              guarded.post("/mcp", call.formatted("double"), "Authorization", reader).statusCode())
          .isEqualTo(403);
    }
  }

  private static String bearer(
      Tokens tokens, String name, Right right, Optional<List<String>> skills) {
    var wish = new TokenWish(name, Set.of(right), skills, Optional.empty());
    return "Bearer " + tokens.create(wish).secret();
  }

  private static List<String> names(HttpResponse<String> list) {
    return Json.readOurs(list.body())
        .path("result")
        .path("tools")
        .valueStream()
        .map(tool -> tool.path("name").asString())
        .toList();
  }

  @Test
  void credentials_come_in_headers_and_reach_the_skill_that_declares_them() throws Exception {
    var params = tool("keyed", Json.object());
    var with = Fixtures.now(host, "tools/call", params, "Skillmill-Credential-API-KEY", "secret-1");
    var without = Fixtures.now(host, "tools/call", params);
    var undeclared =
        Fixtures.now(host, "tools/call", params, "Skillmill-Credential-OTHER", "secret-2");

    assertThat(Json.readOurs(with.body()).at("/result/structuredContent/key").asString())
        .isEqualTo("secret-1");
    assertThat(Json.readOurs(without.body()).at("/result/structuredContent/key").asString())
        .isEqualTo("none");
    assertThat(Json.readOurs(undeclared.body()).at("/result/structuredContent/other").asString())
        .isEqualTo("none");
  }

  // ---- long calls

  @Test
  void a_long_call_is_answered_on_a_stream() throws Exception {
    var call = tool("slow", Json.object().put("ms", 1_500));
    var response =
        Fixtures.now(host, "tools/call", call, "Accept", "application/json, text/event-stream");

    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(response.body()).contains(":\n\n").contains("data: {").contains("\"slept\":1500");
  }

  @Test
  void a_call_whose_client_has_gone_is_given_up() throws Exception {
    Fixtures.Slow.INTERRUPTED.drainPermits();
    try (var line = RawLine.open(host)) {
      line.post(
          Json.write(
              Json.object()
                  .put("jsonrpc", "2.0")
                  .put("id", 1)
                  .put("method", "tools/call")
                  .set("params", tool("slow", Json.object().put("ms", 20_000)))));
      line.readUntil(":");
    }

    assertThat(Fixtures.Slow.INTERRUPTED.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
  }
}
