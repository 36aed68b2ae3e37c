package io.skillmill.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.events.Changes;
import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Caller;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.cli.tools.ToolHost;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.schema.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Those who listen hear of each change of their lists, once, and of nothing else. */
@Timeout(120)
class McpListeningTest {

  @TempDir Path directory;
  private ToolHost host;

  @BeforeEach
  void serve() {
    host = ToolHost.open(directory, Fixtures::skills);
  }

  @AfterEach
  void close() {
    host.close();
  }

  private void listen(RawLine line, String wished) throws Exception {
    var params = Json.object();
    params.putObject("notifications").put(wished, true);
    Fixtures.meta(params, Fixtures.NOW);
    line.post(
        Json.write(Fixtures.request("subscriptions/listen", params)),
        "MCP-Protocol-Version",
        Fixtures.NOW,
        "Mcp-Method",
        "subscriptions/listen");
  }

  private static JsonNode event(RawLine line) throws Exception {
    line.readUntil("data: ");
    return Json.readOurs(line.readUntil("\n\n").strip());
  }

  private void register(String name, String description) throws Exception {
    var declaration = Json.object().put("name", name).put("version", "1.0.0");
    declaration.put("description", description);
    declaration.putObject("implementation").put("kind", "instructions").put("text", "Be kind");
    var body = Json.object();
    body.set("declaration", declaration);
    var answer = host.post("/skills/register", Json.write(body));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
  }

  @Test
  void a_listener_is_acknowledged_first_and_told_of_each_change_once() throws Exception {
    try (var line = RawLine.open(host)) {
      listen(line, "toolsListChanged");
      var first = event(line);
      assertThat(first.path("method").asString())
          .isEqualTo("notifications/subscriptions/acknowledged");
      assertThat(first.at("/params/notifications/toolsListChanged").asBoolean()).isTrue();
      assertThat(first.at("/params/_meta/io.modelcontextprotocol~1subscriptionId").asInt())
          .isEqualTo(7);

      host.post("/reload", "{}"); // changes nothing, so nothing is told
      register("fresh", "One");
      assertThat(event(line).path("method").asString())
          .isEqualTo("notifications/tools/list_changed");
      host.post("/reload", "{}");
      register("fresh", "Two");
      var second = event(line);
      assertThat(second.path("method").asString()).isEqualTo("notifications/tools/list_changed");
      assertThat(second.at("/params/_meta/io.modelcontextprotocol~1subscriptionId").asInt())
          .isEqualTo(7);

      host.stop();
      String rest = line.rest();
      assertThat(rest.split("data: ", -1)).as(rest).hasSize(2);
      assertThat(rest).contains("\"resultType\":\"complete\"", "\"id\":7");
    }
  }

  @Test
  void each_list_is_told_of_to_those_who_asked_for_it() throws Exception {
    for (String list : List.of("prompts", "resources")) {
      try (var line = RawLine.open(host)) {
        listen(line, list + "ListChanged");
        assertThat(event(line).at("/params/notifications"))
            .isEqualTo(Json.object().put(list + "ListChanged", true));
        host.without("double").configure(); // a tool alone
        host.post("/reload", "{}");
        register("about_" + list, "One");
        var note = event(line);
        assertThat(note.path("method").asString())
            .isEqualTo("notifications/" + list + "/list_changed");
        assertThat(note.at("/params/_meta/io.modelcontextprotocol~1subscriptionId").asInt())
            .isEqualTo(7);
      }
    }
  }

  @Test
  void a_file_beside_a_text_is_a_resource_and_neither_a_tool_nor_a_prompt() throws Exception {
    try (var line = RawLine.open(host)) {
      line.get("text/event-stream");
      line.readUntil(":\n\n");
      host.write("manual/notes/more.txt", "another note");
      host.post("/reload", "{}");
      assertThat(event(line).path("method").asString())
          .isEqualTo("notifications/resources/list_changed");
      host.stop();
      assertThat(line.rest()).doesNotContain("list_changed");
    }
  }

  @Test
  void who_asked_for_nothing_is_told_nothing() throws Exception {
    try (var line = RawLine.open(host)) {
      listen(line, "weatherChanged");
      assertThat(event(line).at("/params/notifications")).isEmpty();
      register("fresh", "One");
      host.stop();
      assertThat(line.rest()).doesNotContain("list_changed").contains("\"result\"");
    }
  }

  @Test
  void a_change_beyond_the_first_page_is_told_too() throws Exception {
    try (var line = RawLine.open(host)) {
      line.get("/mcp?page=1", "text/event-stream");
      line.readUntil(":\n\n");
      host.without("time").configure(); // the last by its name
      host.post("/reload", "{}");
      assertThat(event(line).path("method").asString())
          .isEqualTo("notifications/tools/list_changed");
    }
  }

  @Test
  void who_listens_takes_no_place_of_those_who_wait() throws Exception {
    var limits = new Limits(1 << 20, 8, 1, 1, 1, Limits.DEFAULT.waitMax());
    var settings = new Settings("127.0.0.1", 0, Optional.<String>empty(), limits, "test");
    try (var small =
            StoreHost.open(
                host.store(), Optional.of(host.hosting()), settings, host.broken()::add);
        var line = RawLine.at(small.url());
        var client = HttpClient.newHttpClient()) {
      line.get("text/event-stream");
      line.readUntil(":\n\n");
      var request = HttpRequest.newBuilder(URI.create(small.url() + "/v1/changes")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  /** A thousand tools for each of hundreds of listeners would be much. */
  @Test
  void what_those_are_shown_who_may_see_the_same_is_looked_at_once() throws Exception {
    var server = new McpServer(host.hosting(), "test", host.broken()::add);
    try (var changes = new Changes()) {
      var first = new Listening(server, host.hosting(), changes);
      var second = new Listening(server, host.hosting(), changes);
      String tools = first.state(Listed.TOOLS, viewer("a", Optional.empty(), false));

      assertThat(second.state(Listed.TOOLS, viewer("b", Optional.empty(), false))).isSameAs(tools);
      assertThat(second.state(Listed.PROMPTS, viewer("b", Optional.empty(), false)))
          .isNotEqualTo(tools);
      assertThat(second.state(Listed.TOOLS, viewer("b", Optional.of(Set.of("time")), false)))
          .isNotEqualTo(tools);
      assertThat(second.state(Listed.TOOLS, viewer("b", Optional.empty(), true)))
          .isNotEqualTo(tools);
      host.post("/reload", "{}");
      assertThat(first.state(Listed.TOOLS, viewer("a", Optional.empty(), false)))
          .isEqualTo(tools)
          .isNotSameAs(tools);
    }
  }

  private static Listening.Viewer viewer(
      String name, Optional<Set<String>> skills, boolean search) {
    return new Listening.Viewer(new Caller(name, Set.of(Right.RUN), skills), search);
  }

  @Test
  void an_old_client_listens_with_get() throws Exception {
    try (var line = RawLine.open(host)) {
      line.get("text/event-stream");
      line.readUntil(":\n\n");
      host.without("double").configure();
      host.post("/reload", "{}");
      assertThat(event(line).path("method").asString())
          .isEqualTo("notifications/tools/list_changed");
      host.stop();
      assertThat(line.rest()).doesNotContain("list_changed");
    }
  }
}
