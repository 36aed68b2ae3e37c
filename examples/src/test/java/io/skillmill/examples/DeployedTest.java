package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program, started as the folder {@code deploy} starts it, and asked what that asks. */
@Timeout(120)
class DeployedTest {

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<Process> server = Optional.empty();
  private String token = "";
  private String url = "";

  @BeforeEach
  void deploy() throws IOException {
    token = Files.readString(prepared().resolve("skillmill_token"));
  }

  @AfterEach
  void end() {
    client.shutdownNow();
    server.ifPresent(Process::destroyForcibly);
  }

  /** The secrets, made by the script in a copy of the folder. */
  private Path prepared() throws IOException {
    Path copy = folder.resolve("deploy");
    if (!Files.exists(copy)) {
      Files.createDirectory(copy);
      for (String file : List.of("prepare", "runtime-config.yaml")) {
        Files.copy(Deployment.FOLDER.resolve(file), copy.resolve(file));
      }
    }
    assertThat(run(new ProcessBuilder("sh", copy.resolve("prepare").toString()))).isZero();
    return copy.resolve("secrets");
  }

  private static int run(ProcessBuilder command) throws IOException {
    return Run.of(command.start()).exitCode();
  }

  /** With the options of the unit, but for the port and where things lie. */
  private void serve() throws IOException {
    var process =
        Program.compiled(folder)
            .start(
                "serve",
                "--json",
                "--port",
                "0",
                "--config",
                folder.resolve("deploy/runtime-config.yaml").toString(),
                "--token-file",
                folder.resolve("deploy/secrets/skillmill_token").toString(),
                "--keep",
                "30d");
    server = Optional.of(process);
    var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    url = Json.readOurs(String.valueOf(out.readLine())).path("url").asString();
  }

  private HttpResponse<String> get(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void secrets_are_made_once_and_belong_together() throws IOException {
    Path secrets = prepared();
    String password = Files.readString(secrets.resolve("database_password"));
    assertThat(token).hasSize(48);
    assertThat(password).hasSize(48).isNotEqualTo(token);
    assertThat(Files.readString(secrets.resolve("pgpass")))
        .isEqualTo("database:5432:skillmill:skillmill:" + password + "\n");
    assertThat(Files.readString(prepared().resolve("skillmill_token"))).isEqualTo(token);
  }

  @Test
  void every_skill_of_the_configuration_is_hosted_and_every_probe_answers() throws Exception {
    serve();
    int listed = Deployment.yaml("runtime-config.yaml").path("skills").size();
    assertThat(Json.readOurs(get("/skills").body()).path("total_skills").asInt()).isEqualTo(listed);
    assertThat(get(DeployTest.probe().getPath()).statusCode()).isEqualTo(200);
    for (String path : List.of("/health", "/health/live", "/health/ready")) {
      assertThat(Deployment.text("README.md")).contains("| `" + path + "` |");
      assertThat(get(path).statusCode()).as(path).isEqualTo(200);
    }
    var paths = Json.readOurs(get("/openapi.json").body()).path("paths");
    for (var location :
        Deployment.nginx().all("http").getFirst().all("server").getFirst().all("location")) {
      String path = location.words().getLast();
      assertThat(paths.propertyNames()).as(path).anyMatch(known -> known.startsWith(path));
    }
  }

  @Test
  void the_probe_needs_no_token_and_the_rest_does() throws Exception {
    serve();
    token = "another-token-than-that-of-the-host";
    assertThat(get(DeployTest.probe().getPath()).statusCode()).isEqualTo(200);
    assertThat(get("/catalog").statusCode()).isEqualTo(401);
  }
}
