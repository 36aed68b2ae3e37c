package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description of the server says what the server does. */
@Timeout(60)
class OpenApiTest {

  private static final String HERE = "https://skillmill.invalid/openapi.json";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private LocalSkillStore store;
  private StoreHost host;

  @BeforeEach
  void serve() {
    store = LocalSkillStore.open(directory.resolve("store.db"));
    host = StoreHost.open(store, Served.local(Optional.empty()), Throwable::printStackTrace);
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    host.close();
    store.close();
  }

  private String get(String target) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(host.url() + target)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private String post(String target, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(host.url() + target))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private JsonNode description() throws Exception {
    return Json.readOurs(get("/openapi.json"));
  }

  @Test
  void every_route_is_described_and_no_other() throws Exception {
    var described = new ArrayList<String>();
    for (var path : description().path("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }

    assertThat(described).containsExactlyInAnyOrderElementsOf(host.routes());
  }

  @Test
  void every_reference_leads_somewhere_and_every_schema_is_used() throws Exception {
    var description = description();
    var used = new ArrayList<String>();
    collect(description, used);

    assertThat(used)
        .allSatisfy(reference ->
            assertThat(description.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    for (String name : description.path("components").path("schemas").propertyNames()) {
      assertThat(used).contains("#/components/schemas/" + name);
    }
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.has("$ref")) {
      references.add(node.path("$ref").asString());
    }
    node.forEach(child -> collect(child, references));
  }

  @Test
  void what_is_answered_is_as_described() throws Exception {
    var source = SkillSource.single("SKILL.md", "# A".getBytes(StandardCharsets.UTF_8));
    var parser = new NewTask.ParserRef("agent-skill", "1");
    store.enqueue(
        List.of(
            NewTask.of(TaskType.PARSE, "a").withSource(source).withParser(parser),
            NewTask.of(TaskType.PARSE, "b"),
            NewTask.of(TaskType.PARSE, "c")));
    var worker = store.register(new WorkerCard("w", "localhost", 1, 1));
    var request = new ClaimRequest(worker, List.of(), Set.of("agent-skill"), 2);
    var claims = ((ClaimAnswer.Granted) store.claim(request)).claims();
    store.progress(claims.get(1).lease(), "{\"step\":1}");
    store.finish(List.of(Reports.completed(claims.getFirst())));

    for (String target :
        List.of(
            "/health",
            "/v1/hello",
            "/v1/counts",
            "/v1/queues",
            "/v1/tasks",
            "/v1/workers",
            "/v1/workers/pulses",
            "/v1/changes")) {
      valid("/paths/" + escaped(target) + "/get", get(target));
    }
    valid("/paths/~1v1~1tasks~1{task_id}/get", get("/v1/tasks/1"));
    valid("/paths/~1v1~1tasks~1{task_id}~1result/get", get("/v1/tasks/1/result"));
    valid("/paths/~1v1~1tasks~1{task_id}~1attempts/get", get("/v1/tasks/1/attempts"));
    valid("/paths/~1v1~1task-of-path/get", get("/v1/task-of-path?path=a"));
    String card = "{\"worker_id\":\"v\",\"host\":\"h\",\"pid\":1,\"slots\":1}";
    String registration = post("/v1/workers", card);
    valid("/paths/~1v1~1workers/post", registration);
    var next = "{\"worker\":%s,\"queues\":[],\"parsers\":[],\"max\":1}".formatted(registration);
    valid("/paths/~1v1~1claims/post", post("/v1/claims", next));
    valid(
        "/paths/~1v1~1claims~1turnover/post",
        post("/v1/claims/turnover", "{\"finishes\":[],\"next\":%s}".formatted(next)));
    var beat = "{\"worker\":%s,\"started\":[],\"held\":[]}".formatted(registration);
    valid("/paths/~1v1~1workers~1heartbeat/post", post("/v1/workers/heartbeat", beat));
    valid("/paths/~1v1~1tasks~1cancel/post", post("/v1/tasks/cancel", "{\"all\":true}"));
    var task = "{\"tasks\":[{\"type\":\"parse\",\"path\":\"d\"}]}";
    valid("/paths/~1v1~1tasks/post", post("/v1/tasks", task));
    validProblem(get("/v1/tasks/77"));
    validProblem(get("/nowhere"));
  }

  private static String escaped(String path) {
    return path.replace("/", "~1");
  }

  private void valid(String operation, String answer) throws Exception {
    check(operation + "/responses/200/content/application~1json/schema", answer);
  }

  private void validProblem(String answer) throws Exception {
    check("/components/schemas/Problem", answer);
  }

  private void check(String pointer, String answer) throws Exception {
    String text = get("/openapi.json");
    var registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(java.util.Map.of(HERE, text)));
    var schema = registry.getSchema(SchemaLocation.of(HERE + "#" + pointer));
    assertThat(schema.validate(answer, InputFormat.JSON)).as(pointer + ": " + answer).isEmpty();
  }

  @Test
  void events_tell_the_counts_whenever_they_change() throws Exception {
    var request = HttpRequest.newBuilder(URI.create(host.url() + "/v1/events")).build();
    var response = client.send(request, BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(nextData(lines).path("queued").asInt()).isZero();
      store.enqueue(List.of(NewTask.of(TaskType.PARSE, "a")));
      assertThat(nextData(lines).path("queued").asInt()).isEqualTo(1);
      host.close();
      assertThat(lines.lines().toList()).noneMatch(line -> line.startsWith("data"));
    }
  }

  private static JsonNode nextData(BufferedReader lines) throws Exception {
    String line = "";
    while (!line.startsWith("data: ")) {
      line = Optional.ofNullable(lines.readLine()).orElseThrow();
    }
    return Json.readOurs(line.substring("data: ".length()));
  }
}
