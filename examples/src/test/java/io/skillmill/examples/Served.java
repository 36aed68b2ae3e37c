package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A host as a process of its own, asked over HTTP. Closing it leaves nothing running. */
final class Served implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  /** What came back. */
  record Answer(int status, String text) {

    JsonNode json() {
      return Json.readOurs(text);
    }
  }

  private final Process process;
  private final String url;

  private Served(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Hosts what a configuration of the clone says, started from another folder. */
  static Served start(Path folder, String config, String... more) throws IOException {
    var arguments =
        Stream.concat(
            Stream.of("serve", "--config", Clone.ROOT.resolve(config).toString()), Stream.of(more));
    return started(folder, arguments);
  }

  /** Tells in one place which skills several hosts have. */
  static Served discovering(Path folder, String... hosts) throws IOException {
    return started(folder, Stream.of("discover", "--serve", "--hosts", String.join(",", hosts)));
  }

  private static Served started(Path folder, Stream<String> command) throws IOException {
    var arguments = Stream.concat(command, Stream.of("--port", "0", "--json"));
    var process = Program.compiled(folder).start(arguments.toArray(String[]::new));
    var err = heard(process.getErrorStream());
    var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    var line = Optional.ofNullable(out.readLine());
    if (line.isEmpty()) {
      throw new AssertionError("The host did not start: " + err.join());
    }
    return new Served(process, Json.readOurs(line.get()).path("url").asString());
  }

  /** Read all the time, or the host would wait at its log for somebody to read it. */
  private static CompletableFuture<String> heard(InputStream err) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (err) {
            return new String(err.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            return "(%s)".formatted(e);
          }
        },
        command -> Thread.ofVirtual().start(command));
  }

  String url() {
    return url;
  }

  Answer get(String path) throws IOException {
    return answer(open(path));
  }

  /** The page, which is there. */
  JsonNode page(String path) throws IOException {
    var answer = get(path);
    assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** Sends JSON, in which single quotes stand for double ones. */
  Answer post(String path, String body) throws IOException {
    return send("POST", path, body.replace('\'', '"'));
  }

  /** Sends a body as it is. */
  Answer send(String method, String path, String body) throws IOException {
    var connection = open(path);
    connection.setRequestMethod(method);
    if (!body.isEmpty() || method.equals("POST")) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      try (var out = connection.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
    }
    return answer(connection);
  }

  /** The output of a skill that does what it is asked to. */
  JsonNode run(String mount, String input) throws IOException {
    var answer = post("/skills/" + mount + "/run", input);
    assertThat(answer.status()).as(mount + ": " + answer.text()).isEqualTo(200);
    return answer.json();
  }

  private HttpURLConnection open(String path) throws IOException {
    var connection = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    return connection;
  }

  private static Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Asks it to end, as a supervisor does, and tells how it ended. */
  int stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
