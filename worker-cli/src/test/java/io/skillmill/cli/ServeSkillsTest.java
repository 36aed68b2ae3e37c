package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program hosts skills as its configuration, its environment and its files say. */
@Timeout(180)
final class ServeSkillsTest {

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    client.shutdownNow();
    started.forEach(Process::destroyForcibly);
  }

  private Process serve(Map<String, String> environment, String... more) throws IOException {
    var arguments = new ArrayList<>(List.of("serve", "--json"));
    arguments.addAll(List.of(more));
    var err = Redirect.to(directory.resolve("err").toFile());
    var process = RealProgram.start(directory, environment, err, arguments.toArray(String[]::new));
    started.add(process);
    return process;
  }

  private HttpResponse<String> get(String url, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String post(String url, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString()).body();
  }

  /** A line on the error stream that begins so. */
  private String awaitNote(String start) throws Exception {
    long until = System.nanoTime() + 60_000_000_000L;
    while (System.nanoTime() < until) {
      var line =
          Files.readAllLines(directory.resolve("err")).stream()
              .filter(each -> each.startsWith(start))
              .findFirst();
      if (line.isPresent()) {
        return line.get();
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
  void the_example_serves_with_its_variables_and_follows_its_files() throws Exception {
    write(
        "runtime-config.example.yaml",
        """
        server: {port: 1, reload: true}
        settings: {cors_enabled: true, cors_origins: ["https://app.example"]}
        skills:
          - {name: time_skill, path: "builtin:time", mount: time}
          - {name: keyed, path: ./keyed}
        """);
    write(
        "keyed/skill.yaml",
        """
        name: keyed
        description: Says the key
        inputs: {}
        outputs: {key: string}
        credentials: [KEY]
        implementation: {java: io.skillmill.cli.Keyed}
        """);
    write(".env", "KEY=from-the-file\nOTHER=hidden\nPORT=0\nSKILLMILL_STORE=sub/store.db\n");
    String url = RealProgram.url(serve(Map.of("WORKERS", "4")));

    assertThat(post(url + "/skills/keyed/run", "{}")).contains("from-the-file", "\"other\":\"none");
    assertThat(
            post(
                url + "/skills/keyed/run",
                "{\"skill_input\":{},\"credentials\":{\"KEY\":\"mine\"}}"))
        .contains("mine");
    assertThat(directory.resolve("sub/store.db")).exists();
    var page = get(url + "/skills", "Origin", "https://app.example");
    assertThat(page.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://app.example");
    assertThat(get(url + "/skills", "Origin", "https://other.example").statusCode()).isEqualTo(403);
    var preflight =
        HttpRequest.newBuilder(URI.create(url + "/skills/keyed/run"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "https://app.example")
            .header("Access-Control-Request-Method", "POST")
            .build();
    assertThat(client.send(preflight, BodyHandlers.discarding()).statusCode()).isEqualTo(204);

    var config = Files.readString(directory.resolve("runtime-config.example.yaml"));
    write("runtime-config.example.yaml", config.replace("mount: time}", "mount: clock}"));
    assertThat(awaitNote("reloaded: added")).contains("clock");
    assertThat(get(url + "/skills/clock/schema").statusCode()).isEqualTo(200);
    assertThat(Files.readString(directory.resolve("err")))
        .contains("WORKERS=4", "runtime-config.example.yaml")
        .doesNotContain("from-the-file", "hidden", "mine");
  }

  @Test
  void what_lies_beside_the_configuration_is_found_when_it_is_asked_for() throws Exception {
    write("runtime-config.yaml", "skills: []\n");
    write("examples/my_echo/SKILL.md", "---\nname: my-echo\ndescription: Says it\n---\nHello\n");
    String url = RealProgram.url(serve(Map.of(), "--port", "0"));
    assertThat(get(url + "/skills").body()).contains("\"total_skills\":0");

    var found = Json.readOurs(post(url + "/rediscover", ""));

    assertThat(found.path("message").asString()).isEqualTo("Skills reloaded successfully");
    assertThat(found.path("new_skills").path(0).asString()).isEqualTo("my-echo");
    assertThat(found.path("skills").path("my-echo").path("name").asString())
        .isEqualTo("my_echo_skill");
    assertThat(found.toString()).doesNotContain(directory.toString());
    assertThat(Files.readString(directory.resolve("runtime-config.yaml")))
        .isEqualTo("skills: []\n");
  }
}
