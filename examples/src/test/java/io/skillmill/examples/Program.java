package io.skillmill.examples;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real program as a process of its own, in a folder and with a store of its own. */
final class Program {

  private final Path folder;
  private final List<String> command;

  private Program(Path folder, List<String> command) {
    this.folder = folder;
    this.command = command;
  }

  /** As it was just compiled. */
  static Program compiled(Path folder) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new Program(
        folder,
        List.of(
            java,
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "io.skillmill.cli.Main"));
  }

  /** As people start it. */
  static Program launched(Path folder) {
    return new Program(folder, List.of(Clone.ROOT.resolve("skillmill").toString()));
  }

  Run run(String... arguments) {
    return runWithInput("", arguments);
  }

  Run runWithInput(String input, String... arguments) {
    var process = start(arguments);
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without reading all of it; its exit code tells whether that was right.
    }
    return Run.of(process);
  }

  Process start(String... arguments) {
    return start(builder(List.of(arguments)));
  }

  /** Runs it as part of a line for the shell, in which {@code "$@"} stands for the program. */
  Run inShell(String line) {
    var full = new ArrayList<>(List.of("sh", "-c", line, "sh"));
    full.addAll(command);
    return Run.of(start(inFolder(full)));
  }

  private ProcessBuilder builder(List<String> arguments) {
    var full = new ArrayList<>(command);
    full.addAll(arguments);
    return inFolder(full);
  }

  private ProcessBuilder inFolder(List<String> full) {
    var builder = new ProcessBuilder(full).directory(folder.toFile());
    builder.environment().keySet().removeIf(Program::isOurs);
    builder.environment().put("SKILLMILL_STORE", folder.resolve("store.db").toString());
    return builder;
  }

  /** What somebody has set here is not meant for a test. */
  private static boolean isOurs(String variable) {
    return variable.startsWith("SKILLMILL_") || variable.startsWith("OPENAI_");
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of example skills. */
  static String skills() {
    return Clone.ROOT + File.separator + "examples" + File.separator + "skills";
  }
}
