package io.skillmill.cli.bench.hosting;

import io.skillmill.cli.bench.OwnProgram;
import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A host as a process of its own, started as this program was: how soon it answers, how large. */
final class Child {

  private static final int CALLS = 1_000;
  private static final String ANY_PORT = "0";

  private Child() {}

  /** Starts one on what a folder configures, waits for its first answer, and ends it. */
  static ObjectNode measure(Path folder) throws IOException, InterruptedException {
    var command = new ArrayList<>(command());
    command.addAll(
        List.of("serve", "--port", ANY_PORT, "--json", "--config", "runtime-config.yaml"));
    command.addAll(List.of("--store", folder.resolve("store.db").toString()));
    long start = System.nanoTime();
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      int port = port(out);
      try (var line = Line.open(port, "/skills/time/run", "{}")) {
        line.call();
        long firstNanos = System.nanoTime() - start;
        var json = Json.object().put("first_answer_ms", Math.round(firstNanos / 1e6));
        residentKilobytes(process).ifPresent(size -> json.put("resident_mb_then", size >> 10));
        for (int i = 0; i < CALLS; i++) {
          line.call();
        }
        residentKilobytes(process)
            .ifPresent(size -> json.put("resident_mb_after_1000_calls", size >> 10));
        return json;
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static int port(BufferedReader out) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The host that was to be measured did not start");
    }
    return Json.readOurs(line).path("port").asInt();
  }

  /** The program that runs now, with the flags it has, whether from one jar or from classes. */
  private static List<String> command() {
    var command = new ArrayList<String>();
    command.add(OwnProgram.java());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    String jar = System.getProperty("java.class.path", "");
    if (System.getProperty("sun.java.command", "").startsWith(jar) && jar.endsWith(".jar")) {
      command.addAll(List.of("-jar", OwnProgram.classPath()));
    } else {
      command.addAll(List.of("-cp", OwnProgram.classPath(), "io.skillmill.cli.Main"));
    }
    return command;
  }

  /** What of it is in memory, where the machine says so. */
  private static Optional<Long> residentKilobytes(Process process) {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replace("VmRSS:", "").replace("kB", "").strip()))
          .findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
