package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.RemoteSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.wire.Gzip;
import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whatever is sent to a server, it answers in one form, takes no harm and tells no secrets. */
@Timeout(120)
class StoreHostTest {

  private static final Limits SMALL = new Limits(3 << 20, 8, 1, 1, 1, Duration.ofSeconds(20));
  private static final String TOKEN = "a-token-of-some-length";

  @TempDir Path directory;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Throwable> broken = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private LocalSkillStore local;

  @BeforeEach
  void open() {
    local = LocalSkillStore.open(directory.resolve("store.db"));
    opened.add(local);
  }

  @AfterEach
  void close() throws Exception {
    client.shutdownNow();
    for (var each : opened.reversed()) {
      each.close();
    }
  }

  private StoreHost serve(Limits limits, Optional<String> token) {
    var host =
        StoreHost.open(local, new Settings("127.0.0.1", 0, token, limits, "test"), broken::add);
    opened.add(host);
    return host;
  }

  private StoreHost serve() {
    return serve(Limits.DEFAULT, Optional.empty());
  }

  private SkillStore connect(StoreHost host) {
    var store = RemoteSkillStore.open(host.url(), Optional.empty());
    opened.add(store);
    return store;
  }

  private static HttpRequest.Builder to(StoreHost host, String target) {
    return HttpRequest.newBuilder(URI.create(host.url() + target)).timeout(Duration.ofSeconds(30));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<byte[]> post(StoreHost host, String path, byte[] body) {
    return send(to(host, path).POST(BodyPublishers.ofByteArray(body)));
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    return Json.readOurs(new String(response.body(), StandardCharsets.UTF_8));
  }

  /** One form, whatever it is about. */
  private static void refused(HttpResponse<byte[]> response, int status, String why) {
    assertThat(response.statusCode())
        .as(() -> new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    var json = json(response);
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder("problem", "remedy", "kind", "request_id");
    assertThat(json.path("problem").asString()).contains(why);
    assertThat(json.path("remedy").asString()).isNotBlank();
    assertThat(response.headers().firstValue(Wire.PROTOCOL_HEADER)).contains(Wire.PROTOCOL);
  }

  // ---- who may come in

  @Test
  void without_the_token_nobody_learns_anything() {
    var host = serve(Limits.DEFAULT, Optional.of(TOKEN));

    refused(send(to(host, "/v1/counts")), 401, "wants a token");
    refused(send(to(host, "/no/such/path")), 401, "wants a token");
    for (String shown : List.of("", "Bearer", "Bearer ", "Bearer x", "Basic " + TOKEN, TOKEN)) {
      refused(send(to(host, "/v1/counts").header("Authorization", shown)), 401, "token");
    }
    var known = send(to(host, "/v1/counts").header("Authorization", "Bearer " + TOKEN));
    assertThat(known.statusCode()).isEqualTo(200);
  }

  @Test
  void a_client_without_the_right_token_is_told_what_to_do() {
    var host = serve(Limits.DEFAULT, Optional.of(TOKEN));
    for (Optional<String> token : List.of(Optional.<String>empty(), Optional.of("another-token"))) {
      assertThatThrownBy(() -> RemoteSkillStore.open(host.url(), token))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE);
                assertThat(e.problem().remedy()).contains("SKILLMILL_TOKEN");
              });
    }
    try (var store = RemoteSkillStore.open(host.url(), Optional.of(TOKEN))) {
      assertThat(store.counts()).isEqualTo(Counts.NONE);
    }
  }

  @Test
  void beyond_this_machine_nothing_is_served_without_a_token() {
    for (String host : List.of("0.0.0.0", "::", "10.0.0.1", "example.org", "127.example.org", "")) {
      assertThatThrownBy(() -> new Settings(host, 0, Optional.empty(), Limits.DEFAULT, "test"))
          .as(host)
          .hasMessageContaining("SKILLMILL_TOKEN");
    }
  }

  @Test
  void a_web_page_cannot_reach_the_server_through_a_browser() {
    var host = serve();

    for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1.evil.example")) {
      refused(send(to(host, "/v1/counts").header("Origin", origin)), 403, "another host");
    }
    assertThat(send(to(host, "/v1/counts").header("Origin", "http://localhost:3000")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void another_version_of_the_protocol_is_refused_with_the_remedy() {
    var host = serve();

    refused(send(to(host, "/v1/counts").header(Wire.PROTOCOL_HEADER, "2")), 400, "version 2");
    refused(send(to(host, "/v2/counts")), 404, "no such path");
  }

  // ---- what is sent

  @Test
  void what_does_not_fit_is_refused_before_it_takes_memory() {
    var host = serve(SMALL, Optional.empty());

    refused(post(host, "/v1/queues/pause", new byte[(3 << 20) + 1]), 413, "3145728 bytes");
    byte[] bomb = Gzip.pack(new byte[64 << 20]);
    var inflated =
        to(host, "/v1/queues/pause")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(bomb));
    refused(send(inflated), 413, "3145728 bytes");
  }

  @Test
  void what_is_not_as_it_says_is_refused() {
    var host = serve();
    byte[] pause = "{\"queue\":\"a\"}".getBytes(StandardCharsets.UTF_8);
    var body = BodyPublishers.ofByteArray(pause);

    refused(
        send(to(host, "/v1/queues/pause").header("Content-Encoding", "gzip").POST(body)),
        400,
        "not gzip");
    refused(
        send(to(host, "/v1/queues/pause").header("Content-Encoding", "br").POST(body)),
        415,
        "not known");
    refused(post(host, "/v1/queues/pause", new byte[0]), 400, "body is");
    refused(post(host, "/v1/tasks/17", pause), 405, "no such method");
    refused(send(to(host, "/v1/tasks?limit=1&limit=2")), 400, "more than once");
    refused(send(to(host, "/v1/tasks/seven")), 400, "'task_id'");
    refused(send(to(host, "/v1/tasks/7")), 404, "not there");
    assertThat(json(send(to(host, "/v1/tasks/7"))).path("kind").asString()).isEqualTo("not_found");
    refused(send(to(host, "/v1/contents/short")), 404, "not there");
    assertThat(local.queues()).isEmpty();
  }

  @Test
  void garbage_breaks_nothing() {
    var host = serve();
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var paths =
        List.of("/v1/tasks", "/v1/claims", "/v1/claims/turnover", "/v1/workers", "/v1/tasks/prune");
    for (int round = 0; round < 200; round++) {
      byte[] garbage = new byte[random.nextInt(200)];
      random.nextBytes(garbage);
      var response = post(host, paths.get(random.nextInt(paths.size())), garbage);
      refused(response, 400, "The");
    }
    assertThat(broken).as("seed %d", seed).isEmpty();
    assertThat(local.counts()).isEqualTo(Counts.NONE);
  }

  @Test
  @Tag("I4")
  void forged_leases_change_nothing() {
    var host = serve();
    var store = connect(host);
    store.enqueue(List.of(NewTask.of(TaskType.PARSE, "a")));
    var worker = store.register(new WorkerCard("w", "localhost", 1, 1));
    var request = new ClaimRequest(worker, List.of(), Set.of(), 1);
    var claim = ((ClaimAnswer.Granted) store.claim(request)).claims().getFirst();
    var forged = new Lease(claim.taskId(), "0".repeat(32));

    assertThat(store.finish(List.of(report(forged)))).containsExactly(FinishAnswer.LEASE_LOST);
    assertThat(store.release(List.of(forged))).isZero();
    assertThat(store.progress(forged, "{}")).isFalse();
    assertThat(store.finish(List.of(report(claim.lease())))).containsExactly(FinishAnswer.RECORDED);
  }

  private static Finish report(Lease lease) {
    return new Finish(lease, new Outcome.Completed("{}"), Instant.EPOCH, Duration.ofMillis(1));
  }

  @Test
  void a_source_that_is_not_what_it_says_is_refused() {
    var host = serve();
    byte[] pack = "{}".getBytes(StandardCharsets.UTF_8);
    var put = to(host, "/v1/contents/" + "0".repeat(64)).PUT(BodyPublishers.ofByteArray(pack));

    refused(send(put), 400, "'name' is missing");
    byte[] tasks =
        """
        {"tasks":[{"type":"parse","path":"a","content_hash":"%s"}]}\
        """
            .formatted("0".repeat(64))
            .getBytes(StandardCharsets.UTF_8);
    refused(post(host, "/v1/tasks", tasks), 400, "source that the server has not got");
    assertThat(local.counts()).isEqualTo(Counts.NONE);
  }

  @Test
  void sources_larger_than_a_letter_go_ahead_of_it() {
    var store = connect(serve());
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var sources = new ArrayList<SkillSource>();
    for (int n = 0; n < 3; n++) {
      byte[] bytes = new byte[3 << 20];
      random.nextBytes(bytes);
      sources.add(SkillSource.of("s" + n, "SKILL.md", List.of(SkillFile.of("SKILL.md", bytes))));
    }

    store.enqueue(
        sources.stream()
            .map(source -> NewTask.of(TaskType.PARSE, source.name()).withSource(source))
            .toList());

    for (var source : sources) {
      assertThat(store.content(source.contentHash()).map(SkillSource::contentHash))
          .as("seed %d", seed)
          .contains(source.contentHash());
      assertThat(local.content(source.contentHash())).isPresent();
    }
  }

  // ---- how much at a time

  @Test
  void who_comes_too_many_is_asked_to_come_again() throws Exception {
    var host = serve(SMALL, Optional.empty());
    var server = json(send(to(host, "/v1/hello"))).path("server").asString();
    long mark = json(send(to(host, "/v1/changes"))).path("mark").asLong();
    String wait = "/v1/changes?server=%s&mark=%d&wait_ms=20000".formatted(server, mark + 1_000_000);
    var one = client.sendAsync(to(host, wait).build(), BodyHandlers.ofByteArray());
    var other = client.sendAsync(to(host, wait).build(), BodyHandlers.ofByteArray());

    var first = one.applyToEither(other, response -> response).get(10, TimeUnit.SECONDS);

    refused(first, 429, "busy");
    assertThat(first.headers().firstValue("Retry-After")).contains("1");
    host.close();
    var waiting = one.isDone() && one.join().statusCode() == 429 ? other : one;
    refused(waiting.get(10, TimeUnit.SECONDS), 503, "about to stop");
  }

  @Test
  void a_store_that_fails_is_told_of_without_its_place() {
    var host = serve();
    local.close();

    refused(send(to(host, "/v1/counts")), 503, "The store behind this server");
    assertThat(new String(send(to(host, "/v1/counts")).body(), StandardCharsets.UTF_8))
        .doesNotContain(directory.toString());
    assertThat(broken).isNotEmpty();
  }

  @Test
  void answers_are_packed_for_those_who_can_unpack_them() throws Exception {
    var store = connect(serve());
    for (int n = 0; n < 200; n++) {
      store.enqueue(List.of(NewTask.of(TaskType.PARSE, "a/long/path/to/a/skill/" + n)));
    }
    var host = (StoreHost) opened.get(1);
    var plain = send(to(host, "/v1/tasks?limit=200"));
    var packed = send(to(host, "/v1/tasks?limit=200").header("Accept-Encoding", "gzip"));

    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.body().length).isLessThan(plain.body().length / 4);
    assertThat(Gzip.unpack(packed.body(), 1 << 20))
        .hasValueSatisfying(body -> assertThat(body).isEqualTo(plain.body()));
  }
}
