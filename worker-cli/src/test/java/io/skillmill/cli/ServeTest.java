package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real program serves a store, and others use it with nothing but its address. */
@Timeout(180)
final class ServeTest {

  private static final String TOKEN = "a-token-of-some-length";

  @TempDir Path directory;
  private CommandLineRunner cli;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
  }

  @AfterEach
  void endWhatStillRuns() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(Path where, Map<String, String> environment, String... args)
      throws IOException {
    var process = RealProgram.start(where, environment, Redirect.INHERIT, args);
    started.add(process);
    return process;
  }

  /** The address that the server prints once it listens. */
  private static String url(Process server) throws IOException {
    var out = new BufferedReader(server.inputReader(StandardCharsets.UTF_8));
    String line = Optional.ofNullable(out.readLine()).orElse("");
    assertThat(line).as("what the server printed").startsWith("{");
    return Json.readOurs(line).path("url").asString();
  }

  private Process serve(Map<String, String> environment) throws IOException {
    var served = directory.resolve("served.db").toString();
    return start(directory, environment, "serve", "--port", "0", "--json", "--store", served);
  }

  @Test
  void a_worker_in_an_empty_directory_parses_what_others_enqueued() throws Exception {
    var token = Map.of("SKILLMILL_TOKEN", TOKEN);
    String url = url(serve(token));
    cli.skill("a");
    cli.skill("b");
    cli.environment("SKILLMILL_STORE", url).environment("SKILLMILL_TOKEN", TOKEN);
    assertThat(cli.run("enqueue", cli.skills(), "--json").json().path("enqueued").asInt())
        .isEqualTo(2);
    var empty = Files.createDirectory(directory.resolve("elsewhere"));

    var worker = start(empty, token, "work", "--drain", "--json", "--store", url);

    assertThat(worker.waitFor()).isZero();
    var report = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(Json.readOurs(report.strip()).path("completed").asInt()).isEqualTo(2);
    assertThat(empty).isEmptyDirectory();
    assertThat(cli.run("status", "--json").json().path("completed").asInt()).isEqualTo(2);
    assertThat(cli.run("result", "1").out()).contains("\"skill_id\"");
    assertThat(cli.run("export").out().lines()).hasSize(2);
    assertThat(cli.run("tasks").out()).contains("completed");
    assertThat(cli.run("workers", "--json").out()).contains("stopped");
    assertThat(cli.run("parse", cli.skills(), "--json").json().path("cached").asInt()).isEqualTo(2);
    assertThat(cli.run("pause", "default").exitCode()).isZero();
    assertThat(cli.run("prune", "--older-than", "1d").exitCode()).isZero();
  }

  @Test
  void what_another_registers_in_the_store_is_hosted_and_run_by_workers_elsewhere()
      throws Exception {
    String url = url(serve(Map.of()));
    var empty = Files.createDirectory(directory.resolve("elsewhere"));
    var worker = start(empty, Map.of(), "work", "--json", "--store", url);
    cli.environment("SKILLMILL_STORE", directory.resolve("served.db").toString());
    var code = cli.file("twice.js", "export default ({x}) => ({value: 2 * x})");

    assertThat(cli.run("skill", "register", code.toString()).exitCode()).isZero();

    var client = HttpClient.newHttpClient();
    var question =
        HttpRequest.newBuilder(URI.create(url + "/skills/twice/run"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"x\":4}"))
            .build();
    awaitUntil(() -> client.send(question, BodyHandlers.ofString()).body().equals("{\"value\":8}"));
    assertThat(cli.run("enqueue", "--run", "twice", "--input", "{\"x\":5}").exitCode()).isZero();
    awaitUntil(() -> cli.run("result", "1").out().contains("10"));
    worker.destroy();
    assertThat(worker.waitFor()).isIn(0, 143);
    client.shutdownNow();
  }

  private static void awaitUntil(Callable<Boolean> what) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!what.call()) {
      assertThat(System.nanoTime() < end).as("it is seen in time").isTrue();
      new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM to send")
  void a_server_ends_well_when_it_is_asked_to() throws Exception {
    var server = serve(Map.of());
    String url = url(server);
    cli.environment("SKILLMILL_STORE", url);
    assertThat(cli.run("status").exitCode()).isZero();

    server.destroy();

    assertThat(server.waitFor()).isZero();
    var gone = cli.run("status");
    assertThat(gone.exitCode()).isEqualTo(3);
    assertThat(gone.err()).contains(url).contains("skillmill serve");
  }

  @Test
  void what_cannot_be_served_is_refused_with_the_remedy() throws Exception {
    assertRefused("SKILLMILL_TOKEN", "serve", "--host", "0.0.0.0");
    assertRefused("--port", "serve", "--port", "70000");
    assertRefused("cannot be read", "serve", "--token-file", directory.resolve("no").toString());
    var guessable = Files.writeString(directory.resolve("token"), "secret\n").toString();
    assertRefused("could be guessed", "serve", "--token-file", guessable);
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertRefused("is taken", "serve", "--host", "127.0.0.1", "--port", port);
    }
    try (var files = Files.list(directory)) {
      assertThat(files).as("a store made for nothing").containsExactly(Path.of(guessable));
    }
    cli.environment("SKILLMILL_STORE", "http://127.0.0.1:9");
    assertRefused("Run it where the store is", "serve");
    assertRefused("Run it where the store is", "db", "check");
  }

  private void assertRefused(String why, String... args) {
    var ran = cli.run(args);
    assertThat(ran.exitCode()).as(String.join(" ", args)).isEqualTo(2);
    assertThat(ran.err()).contains(why);
  }
}
