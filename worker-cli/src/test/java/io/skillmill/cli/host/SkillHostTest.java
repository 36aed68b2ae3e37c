package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.json.Json;
import java.io.IOException;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One host, many skills: every page and every form, over a real socket. */
@Timeout(120)
class SkillHostTest {

  /** Says what it was given, or fails in the way it is asked to. */
  public static final class Echo implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) throws Exception {
      switch (input.path("fail").asString("")) {
        case "refused" -> throw SkillException.refused("Invalid timezone: 'Mars'");
        case "broken" -> throw new IllegalStateException("it broke");
        case "calling" -> context.call("parrot_skill", Json.object().put("say", "x"));
        case "slow" -> new CountDownLatch(1).await();
        case "nested" -> context.call("no_such_skill", input);
        default -> {}
      }
      if (input.path("where").asBoolean(false)) {
        return Json.object().put("said", context.traceparent().orElse(""));
      }
      return Json.object()
          .put("said", input.path("say").asString(""))
          .put("key", context.credential("KEY").orElse("none"));
    }
  }

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Throwable> broken = new ArrayList<>();
  private LocalSkillStore store;
  private Hosting hosting;
  private StoreHost host;

  @BeforeEach
  void serve() throws IOException {
    skill("echo", "echo");
    skill("parrot", "parrot");
    config("echo:one", "parrot:two");
    store = LocalSkillStore.open(directory.resolve("store.db"));
    hosting = Hosting.open(Plan.config(directory.resolve("runtime-config.yaml")), Kinds.all());
    var settings = new Settings("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, "test");
    host = StoreHost.open(store, Optional.of(hosting), settings, broken::add);
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    host.close();
    hosting.close();
    store.close();
  }

  private void skill(String folder, String name) throws IOException {
    Files.createDirectories(directory.resolve(folder));
    Files.writeString(
        directory.resolve(folder).resolve("skill.yaml"),
        """
        name: %s
        description: Says what it was given
        version: "1.2.0"
        category: utility
        complexity: simple
        tags: [talk, test]
        use_cases: [Repeat a sentence to somebody]
        examples: ["Say hello to the world"]
        inputs:
          say: {type: string, description: What to say, required: true}
          fail: {type: string, description: How to fail, required: false}
        outputs:
          said: {type: string}
        implementation:
          kind: java
          class: io.skillmill.cli.host.SkillHostTest$Echo
        """
            .formatted(name));
  }

  /** Each as folder:mount. */
  private void config(String... skills) throws IOException {
    var yaml = new StringBuilder("skills:\n");
    for (String skill : skills) {
      String folder = skill.substring(0, skill.indexOf(':'));
      yaml.append(
          "  - name: %s_skill\n    path: ./%s\n    mount: %s\n"
              .formatted(folder, folder, skill.substring(folder.length() + 1)));
    }
    Files.writeString(directory.resolve("runtime-config.yaml"), yaml);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(host.url() + path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(host.url() + path))
            .POST(BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode page(String path) throws Exception {
    var response = get(path);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return Json.readOurs(response.body());
  }

  @Test
  void the_pages_tell_what_is_hosted() throws Exception {
    assertThat(page("/").path("loaded_skills").asInt()).isEqualTo(2);
    assertThat(page("/").path("skills").path("one").path("endpoints").path("run").asString())
        .isEqualTo("/skills/one/run");
    assertThat(page("/health").path("status").asString()).isEqualTo("healthy");
    assertThat(page("/health").path("skills").path("two").path("status").asString())
        .isEqualTo("loaded");
    assertThat(page("/health/ready").path("status").asString()).isEqualTo("ready");
    assertThat(page("/skills").path("total_skills").asInt()).isEqualTo(2);
    assertThat(page("/skills").path("skills").path(0).path("name").asString())
        .isEqualTo("echo_skill");

    var entry = page("/catalog").path("skills").path(0).path("skill");
    assertThat(entry.path("description").asString()).isEqualTo("Says what it was given");
    assertThat(entry.path("version").asString()).isEqualTo("1.2.0");
    assertThat(entry.path("category").asString()).isEqualTo("utility");
    assertThat(entry.path("base_url").asString()).isEqualTo(host.url() + "/skills/one");
    assertThat(
            page(entry.path("endpoints").path("inventory").asString()).path("skill").path("tags"))
        .hasSize(2);
    assertThat(page("/skills/one/schema").path("parameters").path("required").path(0).asString())
        .isEqualTo("say");
    assertThat(get("/skills/three/schema").statusCode()).isEqualTo(404);
    assertThat(get("/skills/one/run").statusCode()).isEqualTo(405);
  }

  @Test
  void both_forms_give_the_same_output_and_the_envelope_carries_credentials_for_this_call_alone()
      throws Exception {
    var plain = post("/skills/one/run", "{'say':'hello'}");
    var wrapped = post("/skills/one/run", "{'skill_input':{'say':'hello'}}");
    var keyed =
        post(
            "/skills/one/run",
            "{'skill_input':{'say':'hello'},'credentials':{'KEY':'a'},"
                + "'runtime_config':{'credentials':{'KEY':'b'}}}");

    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.body()).isEqualTo(wrapped.body()).contains("\"said\":\"hello\"", "none");
    assertThat(keyed.body()).contains("\"key\":\"b\"");
    assertThat(post("/skills/one/run", "{'say':'x'}").body()).contains("\"key\":\"none\"");
    assertThat(plain.headers().firstValue("X-Trace-Id").orElse("")).hasSize(32);
  }

  @Test
  void the_place_in_the_callers_trace_goes_down_with_the_call() throws Exception {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var request =
        HttpRequest.newBuilder(URI.create(host.url() + "/skills/one/run"))
            .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .POST(BodyPublishers.ofString("{\"say\":\"x\",\"where\":true}"))
            .build();
    String parent =
        Json.readOurs(client.send(request, BodyHandlers.ofString()).body()).path("said").asString();

    assertThat(parent).startsWith("00-" + trace + "-").endsWith("-01").hasSize(55);
    assertThat(parent).as("this host's own place").doesNotContain("00f067aa0ba902b7");
  }

  @Test
  void a_caller_bounds_one_run() throws Exception {
    var calls = bounded("'max_calls':1", "calling");
    var depth = bounded("'max_depth':1", "calling");
    var time = bounded("'timeout_seconds':0.05", "slow");
    var enough = bounded("'max_calls':2,'max_depth':2,'timeout_seconds':20", "calling");
    var unknown = bounded("'colour':'red','max_calls':1,'max_depth':null", "");

    assertThat(calls.statusCode()).isEqualTo(400);
    assertThat(Json.readOurs(calls.body()).path("detail").asString())
        .isEqualTo("The run has made all the 1 calls that it may");
    assertThat(depth.statusCode()).isEqualTo(500);
    assertThat(depth.body()).contains("Max call depth (1) exceeded");
    assertThat(time.statusCode()).isEqualTo(504);
    assertThat(enough.statusCode()).isEqualTo(200);
    assertThat(unknown.statusCode()).as("passed over").isEqualTo(200);
    for (String wrong : List.of("0", "-1", "'3'", "1.5", "99999999999")) {
      var refused = bounded("'max_calls':" + wrong, "");
      assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
      assertThat(
              Json.readOurs(refused.body()).path("detail").path(0).path("loc").path(1).asString())
          .isEqualTo("max_calls");
    }
  }

  private HttpResponse<String> bounded(String bounds, String fail) throws Exception {
    return post(
        "/skills/one/run",
        "{'skill_input':{'say':'x','fail':'%s'},'runtime_config':{%s}}".formatted(fail, bounds));
  }

  @Test
  void what_does_not_fit_is_told_flaw_by_flaw() throws Exception {
    for (String body :
        List.of(
            "{}",
            "{'say':7}",
            "[]",
            "nothing",
            "",
            "{'skill_input':7}",
            "{'skill_input':{}}",
            "{'skill_input':{'say':'a'},'credentials':{'KEY':7}}",
            "{'skill_input':{'say':'a'},'runtime_config':{'timeout_seconds':-1}}")) {
      var response = post("/skills/one/run", body);
      assertThat(response.statusCode()).as(body).isEqualTo(422);
      assertThat(Json.readOurs(response.body()).path("detail").path(0).path("msg").asString())
          .as(body)
          .isNotBlank();
    }
    assertThat(post("/skills/one/run", "{'say':'a','fail':null,'more':1}").statusCode())
        .isEqualTo(200);
    assertThat(broken).isEmpty();
  }

  @Test
  void failures_keep_their_meaning_and_tell_no_secrets() throws Exception {
    var refused = post("/skills/one/run", "{'say':'a','fail':'refused'}");
    var crashed = post("/skills/one/run", "{'say':'a','fail':'broken'}");
    var nested = post("/skills/one/run", "{'say':'a','fail':'nested'}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Json.readOurs(refused.body()).path("detail").asString())
        .isEqualTo("Invalid timezone: 'Mars'");
    assertThat(crashed.statusCode()).isEqualTo(500);
    assertThat(crashed.body()).contains("it broke").doesNotContain("at io.", ".java");
    assertThat(nested.statusCode()).isEqualTo(500);
    assertThat(Json.readOurs(nested.body()).path("failure").path("chain")).hasSize(2);
  }

  @Test
  void by_name_a_failed_skill_is_no_failed_request() throws Exception {
    for (String path : List.of("/run", "/skills/run")) {
      var done = Json.readOurs(post(path, "{'name':'echo_skill','args':{'say':'x'}}").body());
      assertThat(done.path("success").asBoolean()).isTrue();
      assertThat(done.path("result").path("said").asString()).isEqualTo("x");
      var failed = post(path, "{'name':'echo_skill','args':{'say':'x','fail':'refused'}}");
      assertThat(failed.statusCode()).isEqualTo(200);
      assertThat(Json.readOurs(failed.body()).path("error").asString()).contains("Mars");
      var unknown = post(path, "{'name':'nope','args':{}}");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(Json.readOurs(unknown.body()).path("detail").asString())
          .isEqualTo("Skill not found: nope");
      assertThat(post(path, "{'args':{}}").statusCode()).isEqualTo(422);
    }
  }

  @Test
  void the_trace_comes_where_it_is_asked_for() throws Exception {
    var answer = Json.readOurs(post("/skills/one/run?trace=1", "{'say':'x'}").body());

    assertThat(answer.path("output").path("said").asString()).isEqualTo("x");
    assertThat(answer.path("trace").path("ok").asBoolean()).isTrue();
    assertThat(answer.path("trace").path("version").asString()).isEqualTo("1.2.0");
  }

  @Test
  void a_search_finds_by_words_category_and_tags() throws Exception {
    assertThat(page("/search?query=repeat%20a%20sentence").path("results").asInt()).isEqualTo(2);
    assertThat(page("/search?query=Could%20you%20say%20hello%3F").path("results").asInt())
        .isEqualTo(2);
    assertThat(page("/search?query=quantum").path("results").asInt()).isZero();
    assertThat(page("/search?category=Utility&tags=talk,none").path("results").asInt())
        .isEqualTo(2);
    assertThat(page("/search?category=memory").path("results").asInt()).isZero();
  }

  @Test
  void metrics_rise_with_calls_and_errors() throws Exception {
    post("/skills/one/run", "{'say':'x'}");
    post("/skills/one/run", "{'say':'x','fail':'refused'}");

    assertThat(get("/metrics").body())
        .contains("skillmill_skill_calls_total{skill=\"one\"} 2\n")
        .contains("skillmill_skill_errors_total{skill=\"one\",kind=\"refused\"} 1\n")
        .contains("skillmill_skill_duration_seconds_bucket{skill=\"one\",le=\"+Inf\"} 2\n")
        .contains("skillmill_skill_calls_total{skill=\"two\"} 0\n")
        .contains("skillmill_tasks{state=\"queued\"} 0\n", "jvm_gc_collection_seconds_count{gc=")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void the_description_lists_every_hosted_run() throws Exception {
    var paths = page("/openapi.json").path("paths");

    assertThat(paths.path("/skills/one/run").path("post").path("operationId").asString())
        .isEqualTo("run_one");
    assertThat(paths.has("/v1/tasks")).isTrue();
    for (String route : host.routes()) {
      String path = route.substring(route.indexOf(' ') + 1);
      assertThat(paths.has(path)).as(route).isTrue();
    }
  }

  @Test
  void a_reload_adds_removes_and_renames_and_a_bad_configuration_changes_nothing()
      throws Exception {
    config("echo:renamed");
    var reloaded = post("/reload", "");
    assertThat(reloaded.statusCode()).isEqualTo(200);
    assertThat(Json.readOurs(reloaded.body()).path("new_skills").path(0).asString())
        .isEqualTo("renamed");
    assertThat(post("/skills/one/run", "{'say':'x'}").statusCode()).isEqualTo(404);
    assertThat(post("/skills/renamed/run", "{'say':'x'}").statusCode()).isEqualTo(200);

    Files.writeString(directory.resolve("runtime-config.yaml"), "skills: [");
    var bad = post("/reload", "");
    assertThat(bad.statusCode()).isEqualTo(500);
    assertThat(Json.readOurs(bad.body()).path("error").asString())
        .startsWith("Failed to reload skills: ");
    assertThat(post("/skills/renamed/run", "{'say':'x'}").statusCode()).isEqualTo(200);
  }

  @Test
  void no_call_fails_while_the_host_reloads_all_the_time() throws Exception {
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          threads.submit(() -> {
            int count = 0;
            while (!over.get()) {
              assertThat(post("/skills/one/run", "{'say':'x'}").statusCode()).isEqualTo(200);
              count++;
            }
            return count;
          });
      for (int time = 0; time < 20; time++) {
        skill("echo", "echo" + time);
        assertThat(post("/reload", "").statusCode()).isEqualTo(200);
      }
      over.set(true);
      assertThat(calls.get()).isPositive();
    }
  }

  @Test
  void one_skill_that_cannot_be_loaded_does_not_keep_the_others_from_serving() throws Exception {
    Files.createDirectories(directory.resolve("bad"));
    Files.writeString(directory.resolve("bad").resolve("skill.yaml"), "name: [");
    Files.createDirectories(directory.resolve("worse"));
    Files.writeString(
        directory.resolve("worse").resolve("skill.yaml"),
        "name: worse\ndescription: Is not there\n"
            + "implementation: {kind: python, file: %s/no/such.py}\n".formatted(directory));
    config("echo:one", "bad:two", "worse:three");
    post("/reload", "");

    assertThat(post("/skills/one/run", "{'say':'x'}").statusCode()).isEqualTo(200);
    assertThat(post("/skills/two/run", "{'say':'x'}").statusCode()).isEqualTo(404);
    assertThat(page("/health").path("status").asString()).isEqualTo("degraded");
    assertThat(page("/health").path("skills").path("three").path("status").asString())
        .isEqualTo("failed");
    assertThat(page("/health").toString()).doesNotContain(directory.toString(), "/tmp");
    assertThat(page("/health").path("skills").path("two").path("status").asString())
        .isEqualTo("failed");
  }
}
