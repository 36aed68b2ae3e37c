package io.skillmill.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.cli.tools.ToolHost;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.queued.QueuedRuns;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.parsers.Parsers;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.task.NewTask;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What those hear who listen to a host, over real sockets. */
@Timeout(120)
class EventsTest {

  /** Gives back what it is given. */
  public static final class Echo implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      return input;
    }
  }

  private static final String ECHO =
      """
      name: %s
      version: "1.%d"
      description: Says it again
      credentials: [{name: API_KEY, required: false}]
      implementation: {kind: java, class: "io.skillmill.cli.events.EventsTest$Echo"}
      """;

  @TempDir Path directory;
  private ToolHost host;

  @BeforeEach
  void serve() {
    host =
        ToolHost.open(
            directory,
            one -> one.skill("echo", ECHO.formatted("echo", 0)).entry("time", "builtin:time", ""));
  }

  @AfterEach
  void close() {
    host.close();
    assertThat(host.broken()).isEmpty();
  }

  private Ear ear(String... headers) throws Exception {
    return Ear.at(host.url() + "/events", headers);
  }

  private JsonNode run(String body) throws Exception {
    return Json.readOurs(host.post("/skills/echo/run", body).body());
  }

  // ---- runs

  @Test
  void each_run_is_told_by_whichever_door_it_came() throws Exception {
    try (var ear = ear()) {
      var answer = host.post("/skills/echo/run", "{\"x\":1}");
      var told = ear.hear("skill_executed");
      assertThat(told.path("skill").asString() + " at " + told.path("mount").asString())
          .isEqualTo("echo at echo");
      assertThat(told.path("success").asBoolean()).isTrue();
      assertThat(told.path("ms").asDouble()).isPositive();
      assertThat(told.path("trace_id").asString())
          .isEqualTo(answer.headers().firstValue("X-Trace-Id").orElse(""));
      assertThat(Instant.parse(told.path("at").asString())).isBeforeOrEqualTo(Instant.now());
      assertThat(told.path("door").asString()).isEqualTo("http");
      assertThat(told.has("input") || told.has("output") || told.has("failure")).isFalse();

      host.post("/run", "{\"name\":\"time\",\"args\":{\"timezone\":7}}");
      var failed = ear.hear("skill_executed");
      assertThat(failed.path("success").asBoolean(true)).isFalse();
      assertThat(failed.path("failure").asString()).isEqualTo("invalid_input");
      host.post("/run", "{\"name\":\"nothing\",\"args\":{}}"); // was no run, and is not told

      host.post(
          "/mcp",
          "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'echo','arguments':{}}}"
              .replace('\'', '"'));
      assertThat(ear.hear("skill_executed").path("door").asString()).isEqualTo("mcp");

      runQueued();
      assertThat(ear.hear("skill_executed").path("door").asString()).isEqualTo("queue");

      host.hosting().engine().run(RunRequest.of("echo", Json.object()));
      assertThat(ear.hear("skill_executed").has("door")).isFalse();
    }
  }

  private void runQueued() throws InterruptedException {
    host.store()
        .enqueue(
            List.of(
                QueuedRuns.task("echo", Json.object(), Optional.empty(), NewTask.Terms.DEFAULT)));
    var reading = Handlers.of(Parsers.builtIn(), io.skillmill.parsers.Limits.DEFAULT);
    var handlers = QueuedRuns.handlers(reading, host.hosting().engine());
    try (var worker = SkillWorker.builder(host.store(), handlers).slots(1).start()) {
      worker.drain().awaitEnd();
    }
  }

  @Test
  void inputs_and_outputs_are_told_where_the_configuration_says_so_without_secrets()
      throws Exception {
    host.settings("{events: {payloads: true}}").configure();
    host.post("/reload", "{}");
    String key = "sk-proj-" + "Ab3dEf6hIj9kLm2n".repeat(3);
    try (var ear = ear()) {
      run("{\"x\":[1,\"two\"]}");
      var told = ear.hear("skill_executed");
      assertThat(told.path("input")).isEqualTo(Json.readOurs("{\"x\":[1,\"two\"]}"));
      assertThat(told.path("output")).isEqualTo(told.path("input"));

      run("{\"text\":\"" + "x".repeat(Payload.BYTES_MAX) + "\"}");
      var large = ear.hear("skill_executed");
      assertThat(large.path("left_out")).isEqualTo(Json.readOurs("[\"input\",\"output\"]"));
      assertThat(large.has("input") || large.has("output")).isFalse();

      run(
          """
          {"skill_input": {"said": "it is hunter22!", "hunter22!": 1, "key": "%s"},
           "credentials": {"API_KEY": "hunter22!"}}
          """
              .formatted(key));
      var secret = ear.hear("skill_executed");
      assertThat(Json.write(secret)).doesNotContain("hunter22!", key);
      assertThat(secret.at("/output/said").asString()).isEqualTo("it is [hidden]");

      host.post("/skills/time/run", "{\"timezone\":\"Nowhere/At_All\"}");
      var failed = ear.hear("skill_executed");
      assertThat(failed.path("error").asString()).contains("Nowhere/At_All");
      assertThat(failed.at("/input/timezone").asString()).isEqualTo("Nowhere/At_All");
    }
  }

  // ---- changes

  private void register(String name, String description) throws Exception {
    var declaration = Json.object().put("name", name).put("version", "1.0.0");
    declaration.put("description", description);
    declaration.putObject("implementation").put("kind", "instructions").put("text", "Be kind");
    var body = Json.object();
    body.set("declaration", declaration);
    assertThat(host.post("/skills/register", Json.write(body)).statusCode()).isBetween(200, 201);
  }

  @Test
  void changes_are_told_and_a_reload_that_changes_nothing_tells_nothing() throws Exception {
    try (var ear = ear()) {
      host.post("/reload", "{}");
      register("fresh", "One");
      var added = ear.hear("skill_added");
      assertThat(added.path("skill").asString()).isEqualTo("fresh");
      assertThat(added.path("mount").asString()).isEqualTo("fresh");
      assertThat(added.path("version").asString()).isEqualTo("1.0.0");
      var updated = ear.hear("mcp_updated");
      assertThat(updated.path("tools").asInt()).isEqualTo(3);
      assertThat(updated.path("spec").asString()).isEqualTo("/mcp/spec");

      host.post("/reload", "{}");
      host.skill("later", ECHO.formatted("later", 1), ", tool: false").configure();
      host.post("/reload", "{}");
      assertThat(ear.hear("skill_added").path("version").asString()).isEqualTo("1.1");
      // It is no tool, so nothing of those has changed.
      host.write("later/skill.yaml", ECHO.formatted("later", 2));
      host.post("/reload", "{}");
      var changed = ear.hear("skill_changed");
      assertThat(changed.path("mount").asString()).isEqualTo("later");
      assertThat(changed.path("version").asString()).isEqualTo("1.2");

      host.without("echo").configure();
      host.post("/reload", "{}");
      assertThat(ear.hear("skill_removed").path("skill").asString()).isEqualTo("echo");
      assertThat(ear.hear("mcp_updated").path("tools").asInt()).isEqualTo(2);
      host.post("/reload", "{}");
      host.stop();
      assertThat(ear.rest()).isEmpty();
    }
  }

  // ---- coming back

  @Test
  void who_comes_back_hears_what_was_missed() throws Exception {
    String before;
    try (var ear = ear()) {
      before = ear.settled().id(); // known before anything has happened
    }
    run("{}");
    register("fresh", "One");
    String middle;
    try (var ear = ear("Last-Event-ID", before)) {
      ear.hear("skill_executed");
      middle = ear.id();
      ear.hear("skill_added");
      ear.hear("mcp_updated");
      run("{}");
      ear.hear("skill_executed");
    }
    try (var ear = ear("Last-Event-ID", middle)) {
      ear.hear("skill_added");
    }
    try (var ear = ear()) { // who comes for the first time hears of nothing that was
      register("fresh", "Two");
      ear.hear("skill_changed");
    }
  }

  @Test
  void what_is_not_kept_is_a_gap_after_which_everything_is_told_again() throws Exception {
    for (String strange : List.of("elsewhere-7", "7", "nonsense", "-")) {
      try (var ear = ear("Last-Event-ID", strange)) {
        var gap = ear.hear("gap");
        assertThat(gap.path("look").asString()).isEqualTo("/skills");
        assertThat(gap.path("remedy").asString()).contains("GET /skills");
        run("{}");
        ear.hear("skill_executed");
      }
    }
  }

  @Test
  void a_slow_listener_holds_up_nobody_and_hears_of_a_gap() throws Exception {
    host.settings("{events: {payloads: true}}").configure();
    host.post("/reload", "{}");
    var large = Json.object().put("text", "word ".repeat(780));
    try (var slow = ear()) {
      for (int i = 0; i < 5 * Ledger.KEPT_MAX; i++) {
        host.hosting().engine().run(RunRequest.of("echo", large));
      }
      slow.awaitEvent("gap");
      run("{\"last\":true}");
      assertThat(slow.hear("skill_executed").at("/input/last").asBoolean()).isTrue();
    }
  }

  /** So that a host to which nobody listens pays nothing. */
  @Test
  void nothing_is_written_down_once_nobody_has_listened_for_long() {
    var clock = new AtomicLong();
    var engine = host.hosting().engine();
    try (var ledger = new Ledger();
        var reporter = new Reporter(host.hosting(), ledger, host.broken()::add, clock::get)) {
      var call = RunRequest.of("echo", Json.object());
      engine.run(call);
      assertThat(ledger.last()).isZero();
      reporter.enter();
      engine.run(call);
      reporter.leave();
      engine.run(call);
      assertThat(ledger.after(0).events()).hasSize(2);

      clock.addAndGet(Reporter.LINGER_NANOS + 1);
      engine.run(call);
      long last = ledger.last();
      engine.run(call);
      assertThat(ledger.last()).isEqualTo(last);
      assertThat(ledger.after(2).isWhole()).isFalse();
      reporter.enter();
      engine.run(call);
      assertThat(ledger.after(last).events()).hasSize(1);
    }
  }

  // ---- how many, and until when

  @Test
  void there_is_room_for_so_many_and_each_leaves_a_place() throws Exception {
    var limits = new Limits(1 << 20, 8, 1, 8, 1, Limits.DEFAULT.waitMax());
    var settings = new Settings("127.0.0.1", 0, Optional.empty(), limits, "test");
    try (var small =
        StoreHost.open(host.store(), Optional.of(host.hosting()), settings, host.broken()::add)) {
      try (var first = Ear.at(small.url() + "/events");
          var second = Ear.at(small.url() + "/events")) {
        assertThat(first.isLetIn()).isTrue();
        assertThat(second.status()).contains(" 429 ");
      }
    }
  }

  @Test
  void a_secret_that_was_given_is_in_no_text_of_the_hearing() {
    var terms =
        new RunRequest.Terms(
            Map.of("API_KEY", "hunter22!"),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            false);
    var heard = new CopyOnWriteArrayList<String>();
    try (var _ = host.hosting().engine().onRun(run -> heard.add(run.toString()))) {
      host.hosting().engine().run(new RunRequest("echo", Json.object(), terms));
    }
    host.hosting().engine().run(new RunRequest("echo", Json.object(), terms));
    assertThat(heard).singleElement().asString().doesNotContain("hunter22!");
  }
}
