package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.queued.QueuedRuns;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.parsers.Parsers;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a configuration says of the host itself: the proxy before it, and who runs what waits. */
@Timeout(120)
class ConductTest {

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Throwable> broken = new ArrayList<>();
  private LocalSkillStore store;
  private Hosting hosting;
  private final List<StoreHost> hosts = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    var config = directory.resolve("runtime-config.yaml");
    Files.writeString(
        config, "skills: [{name: sums, path: 'builtin:calculator', mount: calculator}]\n");
    store = LocalSkillStore.open(directory.resolve("store.db"));
    var builtins = BundledSkills.on(store.database()).skills();
    hosting = Hosting.open(Plan.config(config).builtins(builtins), Kinds.all());
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    hosts.forEach(StoreHost::close);
    hosting.close();
    store.close();
    assertThat(broken).isEmpty();
  }

  private String serve(Skills skills) {
    var settings = new Settings("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, "test");
    var host = StoreHost.open(store, skills, settings, broken::add);
    hosts.add(host);
    return host.url();
  }

  private String serve(boolean behindProxy, boolean defersRuns) {
    return serve(Skills.of(hosting).conduct(new Skills.Conduct(behindProxy, defersRuns)));
  }

  private HttpResponse<String> get(String url, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String url, String body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .POST(BodyPublishers.ofString(body.replace('\'', '"')));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.readOurs(response.body());
  }

  // ---- the proxy

  private String base(String url, String... headers) throws Exception {
    return json(get(url + "/catalog", headers)).path("runtime_host").path("base_url").asString();
  }

  @Test
  void addresses_are_those_that_a_proxy_tells_where_it_is_believed() throws Exception {
    String[] told = {
      "X-Forwarded-Proto",
      "https",
      "X-Forwarded-Host",
      "skills.example",
      "X-Forwarded-Prefix",
      "/a/"
    };
    String plain = serve(false, false);
    String behind = serve(true, false);

    assertThat(base(plain, told)).isEqualTo(plain);
    assertThat(base(behind)).isEqualTo(behind);
    assertThat(base(behind, told)).isEqualTo("https://skills.example/a");
    assertThat(get(behind + "/search?query=sum", told).body())
        .contains("\"base_url\":\"https://skills.example/a/skills/calculator\"");
  }

  @Test
  void what_cannot_be_an_address_is_passed_over_and_of_several_the_last_counts() throws Exception {
    String behind = serve(true, false);

    assertThat(
            base(
                behind,
                "X-Forwarded-Proto",
                "javascript",
                "X-Forwarded-Host",
                "evil/\"><script>",
                "X-Forwarded-Prefix",
                "//evil.example"))
        .isEqualTo(behind);
    assertThat(base(behind, "X-Forwarded-Host", "evil.example, skills.example:8443"))
        .isEqualTo("http://skills.example:8443");
  }

  // ---- runs that are left to workers

  private static final String SUM = "{'operation':'add','a':1,'b':2}";

  @Test
  void a_run_is_left_to_a_worker_where_the_client_prefers_it() throws Exception {
    String url = serve(false, true);
    var accepted =
        post(url + "/skills/calculator/run", SUM, "Prefer", "wait=5, respond-async; x=y");

    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(accepted.headers().firstValue("Preference-Applied")).contains("respond-async");
    String place = accepted.headers().firstValue("Location").orElseThrow();
    assertThat(place).isEqualTo("/v1/tasks/1");
    assertThat(json(accepted).path("task_id").asLong()).isEqualTo(1);
    assertThat(get(url + place).body()).contains("queued");

    var handlers =
        QueuedRuns.handlers(
            Handlers.of(Parsers.builtIn(), io.skillmill.parsers.Limits.DEFAULT), hosting.engine());
    try (var worker = SkillWorker.builder(store, handlers).start()) {
      worker.drain().awaitEnd();
    }

    var result = json(get(url + json(accepted).path("result_url").asString()));
    var now = post(url + "/skills/calculator/run", SUM);
    assertThat(Json.readOurs(result.path("result_text").asString())).isEqualTo(json(now));
  }

  @Test
  void who_does_not_prefer_it_or_asks_for_what_no_task_can_keep_waits() throws Exception {
    String url = serve(false, true);
    String run = url + "/skills/calculator/run";
    String wrapped = "{'skill_input':" + SUM + ",";

    assertThat(post(run, SUM).statusCode()).isEqualTo(200);
    assertThat(post(run, SUM, "Prefer", "return=minimal").statusCode()).isEqualTo(200);
    for (String body :
        List.of(
            wrapped + "'credentials':{'K':'v'}}", wrapped + "'runtime_config':{'max_calls':1}}")) {
      var response = post(run, body, "Prefer", "respond-async");
      assertThat(response.statusCode()).as(body).isEqualTo(200);
      assertThat(response.headers().firstValue("Preference-Applied")).isEmpty();
    }
    assertThat(post(serve(false, false) + "/skills/calculator/run", SUM, "Prefer", "respond-async"))
        .satisfies(response -> assertThat(response.statusCode()).isEqualTo(200));
    assertThat(store.counts().queued()).isZero();
  }

  // ---- counts without skills

  @Test
  void a_host_without_skills_has_metrics_too() throws Exception {
    var metrics = get(serve(Skills.NONE) + "/metrics");

    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(metrics.body())
        .contains("skillmill_tasks{state=\"queued\"} 0", "jvm_memory_used_bytes{area=\"heap\"}")
        .doesNotContain("skillmill_skill_calls_total");
  }

  // ---- too many calls

  @Test
  void who_is_told_to_come_again_is_told_when() throws Exception {
    Files.writeString(
        directory.resolve("runtime-config.yaml"),
        "skills: [{name: sums, path: 'builtin:calculator', limits: {rate: 1/h}}]\n");
    hosting.reload();
    String run = serve(false, false) + "/skills/sums/run";
    post(run, SUM);
    var busy = post(run, SUM.replace("2", "3")); // the same again is answered from before

    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(3_500L, 3_600L);
    assertThat(json(busy).path("failure").path("details").path("retry_after_ms").asLong())
        .isBetween(3_500_000L, 3_600_000L);
  }
}
