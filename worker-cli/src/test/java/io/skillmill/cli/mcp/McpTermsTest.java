package io.skillmill.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.HostLog;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.cli.http.Visit;
import io.skillmill.cli.tools.ToolHost;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.tokens.TokenWish;
import io.skillmill.coordination.tokens.Tokens;
import io.skillmill.schema.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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

  // ---- batches

  private static String batch(ObjectNode... calls) {
    var batch = Json.array();
    for (int i = 0; i < calls.length; i++) {
      batch.add(Fixtures.request("tools/call", calls[i]).put("id", i));
    }
    return Json.write(batch);
  }

  @Test
  void a_batch_whose_client_has_gone_is_given_up_with_the_calls_that_were_to_come()
      throws Exception {
    Fixtures.Slow.INTERRUPTED.drainPermits();
    Fixtures.Slow.BEGUN.drainPermits();
    var slow = tool("slow", Json.object().put("ms", 20_000));
    try (var line = RawLine.open(host)) {
      line.post(batch(slow, slow, slow));
      line.readUntil(":");
    }

    assertThat(Fixtures.Slow.INTERRUPTED.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    host.stop(); // with every request at its end
    assertThat(Fixtures.Slow.BEGUN.availablePermits()).isEqualTo(1);
  }

  @Test
  void a_batch_is_traced_and_noted_as_a_call_is() throws Exception {
    var visits = new CopyOnWriteArrayList<Visit>();
    var settings = new Settings("127.0.0.1", 0, Optional.<String>empty(), Limits.DEFAULT, "1.2.3");
    try (var noting =
        StoreHost.open(host.store(), Optional.of(host.hosting()), settings, noted(visits))) {
      var call = tool("double", Json.object().put("x", 1));
      var request =
          HttpRequest.newBuilder(URI.create(noting.url() + "/mcp"))
              .header("Accept", "application/json, text/event-stream")
              .POST(BodyPublishers.ofString(batch(call, call, tool("time", Json.object()))));
      try (var client = HttpClient.newHttpClient()) {
        var answer = client.send(request.build(), BodyHandlers.ofString());
        var traces = new HashSet<String>();
        for (var one : Json.readOurs(answer.body())) {
          traces.add(one.at("/result/_meta/io.skillmill~1traceId").asString());
        }
        assertThat(traces)
            .as(answer.body())
            .containsExactly(answer.headers().firstValue("X-Trace-Id").orElse(""));
      }
    }
    assertThat(visits)
        .singleElement()
        .extracting(visit -> visit.about().skill())
        .isEqualTo("double");
    assertThat(visits.getFirst().about().traceId()).isNotEmpty();
  }

  private HostLog noted(List<Visit> visits) {
    return new HostLog() {
      @Override
      public void broken(Throwable why) {
        host.broken().add(why);
      }

      @Override
      public void visited(Visit visit) {
        visits.add(visit);
      }
    };
  }
}
