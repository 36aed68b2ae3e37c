package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The log of the real program: a line for each request, and no secrets in any. */
@Timeout(180)
final class ServeLogTest {

  private static final String SECRET = "s3cr3t-of-this-call";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    client.shutdownNow();
    started.forEach(Process::destroyForcibly);
  }

  private String serve(Map<String, String> environment, String... more) throws IOException {
    var arguments = new ArrayList<>(List.of("serve", "--json", "--port", "0"));
    arguments.addAll(Arrays.asList(more));
    var err = Redirect.to(directory.resolve("err").toFile());
    var process = RealProgram.start(directory, environment, err, arguments.toArray(String[]::new));
    started.add(process);
    return RealProgram.url(process);
  }

  private HttpResponse<String> post(String url, String body, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode awaitLine(Predicate<JsonNode> wanted) throws Exception {
    long until = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < until) {
      for (String line : Files.readAllLines(directory.resolve("err"))) {
        if (line.startsWith("{") && line.endsWith("}") && wanted.test(Json.readOurs(line))) {
          return Json.readOurs(line);
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError(Files.readString(directory.resolve("err")));
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(directory.resolve(file).getParent());
    Files.writeString(directory.resolve(file), text);
  }

  @Test
  void each_request_is_a_line_with_its_number_and_nothing_that_was_sent() throws Exception {
    write(
        "runtime-config.yaml", "skills: [{name: time_skill, path: 'builtin:time', mount: time}]\n");
    String url = serve(Map.of(), "--log-format", "json");

    var done =
        post(
            url + "/skills/time/run?note=" + SECRET,
            "{\"skill_input\":{\"timezone\":\"UTC\"},\"credentials\":{\"K\":\"" + SECRET + "\"}}",
            "X-Request-Id",
            "mine-1");
    var failed = post(url + "/skills/time/run", "{\"timezone\":\"Mars/" + SECRET + "\"}");
    var absent = post(url + "/" + SECRET, "{}", "X-Request-Id", "bad id\u00e9");

    assertThat(done.headers().firstValue("X-Request-Id")).contains("mine-1");
    var line = awaitLine(each -> each.path("request_id").asString("").equals("mine-1"));
    assertThat(line.path("time").asString()).endsWith("Z");
    assertThat(line.path("level").asString()).isEqualTo("info");
    assertThat(line.path("method").asString()).isEqualTo("POST");
    assertThat(line.path("route").asString()).isEqualTo("/skills/{mount}/run");
    assertThat(line.path("status").asInt()).isEqualTo(200);
    assertThat(line.path("skill").asString()).isEqualTo("time");
    assertThat(line.path("ms").asDouble()).isPositive();
    assertThat(line.path("bytes").asInt()).isEqualTo(done.body().length());
    assertThat(line.path("trace_id").asString())
        .isEqualTo(done.headers().firstValue("X-Trace-Id").orElse(""));

    String id = failed.headers().firstValue("X-Request-Id").orElse("");
    assertThat(Json.readOurs(failed.body()).path("request_id").asString()).isEqualTo(id);
    awaitLine(each -> each.path("request_id").asString("").equals(id));
    String other = Json.readOurs(absent.body()).path("request_id").asString();
    assertThat(other).hasSize(32);
    awaitLine(each -> each.path("status").asInt() == 404);
    var all = Files.readAllLines(directory.resolve("err"));
    assertThat(all).allSatisfy(each -> assertThat(each).startsWith("{").doesNotContain(SECRET));
  }

  @Test
  void what_a_skill_prints_is_logged_under_its_name_without_its_secrets() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
    write("runtime-config.yaml", "skills: [{name: talker, path: ./talker}]\n");
    write(
        "talker/skill.yaml",
        """
        name: talker
        description: Talks
        inputs: {}
        outputs: {}
        credentials: [KEY]
        implementation: {kind: process, command: ["/bin/sh", "./talk.sh"], mode: per_call}
        """);
    write("talker/talk.sh", "cat >/dev/null\necho \"the key is $KEY\" >&2\necho '{}'\n");
    String url = serve(Map.of("LOG_FORMAT", "json"));

    var ran =
        post(
            url + "/skills/talker/run",
            "{\"skill_input\":{},\"credentials\":{\"KEY\":\"" + SECRET + "\"}}");

    assertThat(ran.statusCode()).as(ran.body()).isEqualTo(200);
    var line = awaitLine(each -> each.path("event").asString("").equals("said"));
    assertThat(line.path("skill").asString()).isEqualTo("talker");
    assertThat(line.path("message").asString()).isEqualTo("the key is [hidden]");
  }

  @Test
  void what_javascript_writes_to_its_console_is_logged_in_the_same_way() throws Exception {
    write("runtime-config.yaml", "skills: [{name: chatty, path: ./chatty}]\n");
    write(
        "chatty/skill.yaml",
        """
        name: chatty
        description: Talks
        inputs: {}
        outputs: {}
        credentials: [KEY]
        implementation: {kind: javascript, file: chatty.js}
        """);
    write(
        "chatty/chatty.js",
        "export default () => { console.log('the key', credential('KEY'));"
            + " throw new Error('bad ' + credential('KEY')); }");
    String url = serve(Map.of("LOG_FORMAT", "json"));

    var ran =
        post(
            url + "/skills/chatty/run",
            "{\"skill_input\":{},\"credentials\":{\"KEY\":\"" + SECRET + "\"}}");

    assertThat(ran.statusCode()).isEqualTo(500);
    assertThat(ran.body()).contains("bad [hidden]").doesNotContain(SECRET);
    var line = awaitLine(each -> each.path("event").asString("").equals("said"));
    assertThat(line.path("skill").asString()).isEqualTo("chatty");
    assertThat(line.path("message").asString()).isEqualTo("the key [hidden]");
  }

  @Test
  void the_level_says_how_much_is_told() throws Exception {
    write(
        "runtime-config.yaml",
        "settings: {log_level: error}\nskills: [{name: time, path: 'builtin:time'}]\n");
    String url = serve(Map.of("LOG_LEVEL", "warning"), "--require-token");

    assertThat(post(url + "/skills/time/run", "{}").statusCode()).isEqualTo(401);
    assertThat(post(url + "/no/such/path", "{}").statusCode()).isEqualTo(401);

    var told = Files.readString(directory.resolve("err"));
    assertThat(told).contains(" WARN  request", "status=401").doesNotContain("{\"");
  }
}
