package io.skillmill.cli;

import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program as it was just compiled, as a process of its own. */
final class RealProgram {

  private RealProgram() {}

  /**
   * Starts it. Its error stream goes somewhere, or it would wait for somebody to read it.
   *
   * @param environment beside that of this process, whose store is left out
   */
  static Process start(Path where, Map<String, String> environment, Redirect err, String... args)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.skillmill.cli.Main"));
    command.addAll(Arrays.asList(args));
    var builder = new ProcessBuilder(command).directory(where.toFile()).redirectError(err);
    builder.environment().remove("SKILLMILL_STORE");
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** The address that a server prints once it listens, asked for {@code --json}. */
  static String url(Process server) throws IOException {
    var out = new BufferedReader(server.inputReader(StandardCharsets.UTF_8));
    return Json.readOurs(Optional.ofNullable(out.readLine()).orElseThrow()).path("url").asString();
  }
}
