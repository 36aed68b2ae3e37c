package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real program in a process of its own, and the signals it gets there. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no SIGINT and SIGTERM to send")
final class SignalsTest {

  private static final Charset UTF_8 = StandardCharsets.UTF_8;

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

  @Test
  void a_worker_ends_well_when_it_is_asked_to() throws Exception {
    for (var signal : new String[] {"TERM", "INT"}) {
      var worker = start("work", "--json");
      awaitLine(worker, "is ready");
      signal(worker, signal);
      assertThat(worker.waitFor()).as(signal).isZero();
      var report = Json.readOurs(new String(worker.getInputStream().readAllBytes(), UTF_8).strip());
      assertThat(report.path("completed").asInt(-1)).isZero();
    }
  }

  @Test
  void a_second_signal_stops_a_worker_at_once() throws Exception {
    cli.run("enqueue", cli.file("x.hang", "").toString());
    var worker = start("work", "--grace", "1h");
    awaitInProgress();
    signal(worker, "TERM");
    awaitLine(worker, "stopping");
    signal(worker, "TERM");
    assertThat(worker.waitFor()).isEqualTo(143);
  }

  @Test
  void ctrl_c_leaves_a_store_from_which_the_same_command_carries_on() throws Exception {
    cli.skill("a");
    var crash = cli.file("x.crash", "").toString();
    var parse = start("parse", cli.skills(), crash, "--max-attempts", "10", "--json");
    awaitRetry();
    signal(parse, "INT");
    assertThat(parse.waitFor()).isEqualTo(130);
    var report = Json.readOurs(new String(parse.getInputStream().readAllBytes(), UTF_8).strip());
    assertThat(report.path("completed").asInt()).isEqualTo(1);
    assertThat(report.path("unfinished").asInt()).isEqualTo(1);
    int before = attempts();
    var carriedOn = start("parse", cli.skills(), crash, "--max-attempts", "10", "--json");
    StorePoll.until(cli, _ -> attempts() > before);
    cli.run("cancel", "--all");
    assertThat(carriedOn.waitFor()).isZero();
    var end = Json.readOurs(new String(carriedOn.getInputStream().readAllBytes(), UTF_8).strip());
    assertThat(end.path("cached").asInt()).isEqualTo(1);
    assertThat(end.path("cancelled").asInt()).isEqualTo(1);
  }

  /** A terminal sends it to all that run in it: to the host and to the programs of its skills. */
  @Test
  void ctrl_c_lets_calls_of_other_programs_end_and_nothing_else_is_said() throws Exception {
    cli.file("slow/skill.yaml", "name: slow\nimplementation: {kind: python, file: slow.py}\n");
    cli.file(
        "slow/slow.py",
        """
        import time
        def slow():
            print("begun", flush=True)
            time.sleep(1)
            return {"done": True}
        """);
    var config = cli.file("runtime-config.yaml", "skills: [{name: slow, path: ./slow}]\n");
    var host = start("serve", "--config", config.toString(), "--port", "0", "--json");
    String url = RealProgram.url(host);
    var request =
        HttpRequest.newBuilder(URI.create(url + "/skills/slow/run"))
            .POST(BodyPublishers.ofString("{}"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.sendAsync(request, BodyHandlers.ofString());
      awaitLine(host, "begun");
      for (var each : host.descendants().toList()) {
        new ProcessBuilder("kill", "-INT", Long.toString(each.pid())).start().waitFor();
      }
      signal(host, "INT");
      assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo("{\"done\":true}");
    }
    assertThat(host.waitFor()).isZero();
    assertThat(host.errorReader(UTF_8).lines())
        .noneMatch(line -> line.contains("Killed") || line.contains("Traceback"));
  }

  private Process start(String... args) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.skillmill.cli.Main"));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command);
    builder.environment().put("SKILLMILL_STORE", cli.store().toString());
    var process = builder.start();
    started.add(process);
    return process;
  }

  private static void signal(Process process, String name) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static void awaitLine(Process process, String part) throws IOException {
    BufferedReader err = process.errorReader(UTF_8);
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      if (line.contains(part)) {
        return;
      }
    }
    throw new AssertionError("The program ended without saying '%s'".formatted(part));
  }

  private void awaitInProgress() {
    StorePoll.until(cli, status -> status.path("in_progress").asInt() > 0);
  }

  /** Until the crashing task alone is left, and was tried. */
  private void awaitRetry() {
    StorePoll.until(
        cli,
        status ->
            status.path("queued").asInt() == 1
                && status.path("completed").asInt() == 1
                && attempts() > 0);
  }

  private int attempts() {
    var live = cli.run("tasks", "--state", "queued,in_progress", "--json").json();
    var taskId = live.at("/tasks/0/task_id").asString();
    return cli.run("task", taskId, "--json").json().path("attempts").size();
  }
}
