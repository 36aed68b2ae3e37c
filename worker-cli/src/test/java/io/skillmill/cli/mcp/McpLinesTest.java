package io.skillmill.cli.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The real program, spoken with over its standard streams. */
@Timeout(120)
class McpLinesTest {

  private static final int PATIENCE_SECONDS = 30;

  @TempDir Path directory;
  private final List<Process> started = new ArrayList<>();

  /** One program and its streams. */
  private record Talk(Process process, BufferedReader out, Writer in) {

    void say(String line) throws IOException {
      in.write(line + "\n");
      in.flush();
    }

    void ask(Object id, String method, ObjectNode params) throws IOException {
      var request = Json.object().put("jsonrpc", "2.0");
      request.set("id", Json.readOurs(id instanceof String ? "\"" + id + "\"" : id.toString()));
      say(Json.write(request.put("method", method).set("params", params)));
    }

    JsonNode next() throws IOException {
      return Json.readOurs(
          Optional.ofNullable(out.readLine()).orElseThrow(() -> new IOException("It ended")));
    }

    JsonNode asked(String method, ObjectNode params) throws IOException {
      ask(1, method, params);
      return next().path("result");
    }
  }

  /** Which store is named; one in the folder unless a test says otherwise. */
  private String store = "store.db";

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(directory.resolve("loud"));
    Files.writeString(
        directory.resolve("loud/skill.yaml"),
        """
        name: loud
        description: Prints while it works
        inputs: {ms: integer}
        implementation: {kind: java, class: "io.skillmill.cli.mcp.McpLinesTest$Loud"}
        """);
    configure("time");
  }

  private void configure(String mount) throws IOException {
    Files.writeString(
        directory.resolve("runtime-config.yaml"),
        """
        skills:
          - {name: %s, path: "builtin:time"}
          - {name: loud, path: ./loud}
        """
            .formatted(mount));
  }

  /** Prints to where only messages belong. */
  public static final class Loud implements io.skillmill.coordination.skills.SkillCode {
    @Override
    public JsonNode run(ObjectNode input, io.skillmill.coordination.skills.SkillContext context)
        throws InterruptedException {
      System.out.println("this is no message");
      boolean _ =
          new java.util.concurrent.CountDownLatch(1)
              .await(input.path("ms").asLong(), TimeUnit.MILLISECONDS);
      return Json.object().put("done", true);
    }
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private Talk start(String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.skillmill.cli.Main",
                "mcp"));
    command.addAll(List.of(more));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("SKILLMILL_STORE", store);
    builder.redirectError(directory.resolve("err.txt").toFile());
    var process = builder.start();
    started.add(process);
    return new Talk(process, process.inputReader(UTF_8), process.outputWriter(UTF_8));
  }

  private static ObjectNode now() {
    var params = Json.object();
    Fixtures.meta(params, Fixtures.NOW);
    return params;
  }

  private static ObjectNode call(String name, ObjectNode arguments) {
    return now().put("name", name).set("arguments", arguments);
  }

  @Test
  void a_client_discovers_lists_calls_and_ends_it_by_closing() throws Exception {
    var talk = start();

    var discovered = talk.asked("server/discover", now());
    assertThat(discovered.path("supportedVersions").path(0).asString()).isEqualTo(Fixtures.NOW);
    assertThat(talk.asked("tools/list", now()).path("tools").size()).isEqualTo(2);
    var called = talk.asked("tools/call", call("time", Json.object()));
    assertThat(called.path("isError").asBoolean(true)).isFalse();
    var loud = talk.asked("tools/call", call("loud", Json.object().put("ms", 1)));
    assertThat(loud.at("/structuredContent/done").asBoolean()).isTrue();

    talk.in().close();
    assertThat(talk.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(talk.process().exitValue()).isZero();
    assertThat(talk.out().readLine()).isNull();
    assertThat(Files.readString(directory.resolve("err.txt"))).contains("this is no message");
  }

  @Test
  void what_was_asked_before_the_end_is_answered_still() throws Exception {
    var talk = start();
    for (int i = 0; i < 3; i++) {
      talk.ask(i, "tools/call", call("loud", Json.object().put("ms", 300)));
    }
    talk.in().close();

    var answers = new HashMap<Integer, JsonNode>();
    for (int i = 0; i < 3; i++) {
      var answer = talk.next();
      answers.put(answer.path("id").asInt(), answer);
    }
    assertThat(answers.keySet()).isEqualTo(Map.of(0, 0, 1, 0, 2, 0).keySet());
    assertThat(talk.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void an_old_client_speaks_beside_a_new_one_and_garbage_is_answered() throws Exception {
    var talk = start();
    talk.ask("i", "initialize", Json.object().put("protocolVersion", "2025-06-18"));
    assertThat(talk.next().at("/result/protocolVersion").asString()).isEqualTo("2025-06-18");
    talk.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    assertThat(talk.asked("tools/list", Json.object()).has("ttlMs")).isFalse();
    assertThat(talk.asked("tools/list", now()).has("ttlMs")).isTrue();
    talk.say("{\"jsonrpc\":");
    assertThat(talk.next().at("/error/code").asInt()).isEqualTo(-32700);
    talk.say("");
    talk.say("[]");
    assertThat(talk.next().at("/error/code").asInt()).isEqualTo(-32600);
    talk.ask(4, "no/such", Json.object());
    assertThat(talk.next().at("/error/code").asInt()).isEqualTo(-32601);
  }

  @Test
  void a_cancelled_call_is_not_answered() throws Exception {
    var talk = start();
    talk.ask("long", "tools/call", call("loud", Json.object().put("ms", 60_000)));
    talk.say(
        """
        {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"long"}}\
        """);
    assertThat(talk.asked("tools/list", now()).has("tools")).isTrue();
    talk.in().close();
    assertThat(talk.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(talk.out().readLine()).isNull();
  }

  @Test
  void listeners_of_both_eras_hear_of_a_change() throws Exception {
    var talk = start("--reload");
    talk.ask("i", "initialize", Json.object().put("protocolVersion", "2025-11-25"));
    talk.next();
    talk.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    var params = now();
    params.putObject("notifications").put("toolsListChanged", true);
    talk.ask("sub", "subscriptions/listen", params);
    assertThat(talk.next().path("method").asString())
        .isEqualTo("notifications/subscriptions/acknowledged");
    configure("clock");

    var first = talk.next();
    var second = talk.next();
    assertThat(List.of(first, second))
        .allSatisfy(note ->
            assertThat(note.path("method").asString())
                .isEqualTo("notifications/tools/list_changed"))
        .anySatisfy(note ->
            assertThat(note.at("/params/_meta/io.modelcontextprotocol~1subscriptionId").asString())
                .isEqualTo("sub"));
  }

  @Test
  void who_says_twice_that_it_is_ready_hears_of_each_change_once() throws Exception {
    var talk = start("--reload");
    talk.ask("i", "initialize", Json.object().put("protocolVersion", "2025-11-25"));
    talk.next();
    for (int i = 0; i < 20; i++) {
      talk.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }
    talk.asked("tools/list", Json.object());
    for (String mount : List.of("clock", "watch")) {
      configure(mount);
      assertThat(talk.next().path("method").asString()).isEqualTo(Listed.TOOLS.notice());
    }
    talk.in().close();
    assertThat(talk.out().readLine()).isNull();
  }

  // ---- batches

  private Talk started(String revision) throws IOException {
    var talk = start();
    talk.ask("i", "initialize", Json.object().put("protocolVersion", revision));
    assertThat(talk.next().at("/result/protocolVersion").asString()).isEqualTo(revision);
    return talk;
  }

  private static String line(Object id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
        .formatted(id, method, params);
  }

  @Test
  void a_batch_is_answered_at_once_and_in_one_line() throws Exception {
    var talk = started("2025-03-26");
    talk.say(
        "[%s,%s,{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"},5,%s,%s]"
            .formatted(
                line(1, "ping", "{}"),
                line(2, "tools/call", "{\"name\":\"time\",\"arguments\":{}}"),
                line(3, "initialize", "{\"protocolVersion\":\"2025-11-25\"}"),
                line(4, "subscriptions/listen", "{}")));
    var answers = talk.next();

    assertThat(answers.isArray()).as(answers.toString()).isTrue();
    assertThat(answers).hasSize(5);
    assertThat(with(1, answers).path("result").isObject()).isTrue();
    assertThat(with(2, answers).at("/result/isError").asBoolean(true)).isFalse();
    assertThat(with(3, answers).at("/error/code").asInt()).isEqualTo(-32600);
    assertThat(with(4, answers).at("/error/code").asInt()).isEqualTo(-32601);
    assertThat(with(0, answers).at("/error/code").asInt()).isEqualTo(-32600);
    talk.say("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}]"); // wants no answer
    talk.say("[]");
    assertThat(talk.next().at("/error/code").asInt()).isEqualTo(-32600);
    talk.say("[" + "5,".repeat(100) + "5]");
    assertThat(talk.next().at("/error/message").asString()).contains("100");
    assertThat(talk.asked("ping", Json.object()).isObject()).isTrue();
  }

  /** The answer with this id; that without any where it is 0. */
  private static JsonNode with(int id, JsonNode answers) {
    return answers
        .valueStream()
        .filter(one -> one.path("id").asInt(0) == id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_call_of_a_batch_can_be_cancelled_and_the_others_are_answered() throws Exception {
    var talk = started("2025-03-26");
    talk.say(
        "[%s,%s]"
            .formatted(
                line(1, "tools/call", "{\"name\":\"loud\",\"arguments\":{\"ms\":60000}}"),
                line(2, "ping", "{}")));
    talk.say(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
    var answers = talk.next();

    assertThat(answers).hasSize(1);
    assertThat(answers.path(0).path("id").asInt()).isEqualTo(2);
  }

  @Test
  void no_other_revision_takes_batches() throws Exception {
    var talk = started("2025-06-18");
    talk.say("[" + line(1, "ping", "{}") + "]");
    assertThat(talk.next().at("/error/message").asString()).contains("2025-03-26");
  }

  @Test
  void a_store_that_is_named_is_made_for_what_is_to_be_remembered() throws Exception {
    Files.writeString(
        directory.resolve("runtime-config.yaml"),
        "skills: [{name: memory, path: \"builtin:memory\"}]");
    var input = Json.object().put("operation", "read_graph");
    var named = start("--store", "named.db").asked("tools/call", call("memory", input));
    assertThat(named.path("isError").asBoolean(true)).as(named.toString()).isFalse();
    assertThat(directory.resolve("named.db")).exists();

    store = "";
    var nowhere = start().asked("tools/call", call("memory", input));
    assertThat(nowhere.at("/content/0/text").asString()).contains("--store FILE");
    assertThat(directory.resolve(".skillmill")).doesNotExist();
  }

  @Test
  void a_signal_ends_it() throws Exception {
    var talk = start();
    talk.asked("tools/list", now());
    var kill = new ProcessBuilder("kill", "-TERM", Long.toString(talk.process().pid())).start();
    assertThat(kill.waitFor()).isZero();

    assertThat(talk.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(talk.process().exitValue()).isZero();
  }
}
