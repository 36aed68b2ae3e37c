package io.skillmill.cli.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.tools.ToolHost;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official client for Python, in the version that requirements.txt names, against the skills
 * that come along and those that call each other. Python 3.10 or newer must be there, and pip.
 */
@EnabledIfSystemProperty(named = "skillmill.conformance", matches = "true")
@Timeout(600)
class PythonClientTest {

  private static final String EXAMPLES =
      Path.of("..", "examples", "composition")
          .toAbsolutePath()
          .normalize()
          .toString()
          .replace(FileSystems.getDefault().getSeparator(), "/");

  @TempDir Path directory;
  private ToolHost host;

  @BeforeEach
  void serve() {
    host = ToolHost.open(directory, PythonClientTest::skills);
    host.entry("square", EXAMPLES + "/square", "").configure(); // seen with the next reload
  }

  private static void skills(ToolHost host) {
    for (String name : List.of("time", "memory", "calculator")) {
      host.entry(name, "builtin:" + name, "");
    }
    host.entry("fetch", "builtin:fetch", ", settings: {allow_private: true}");
    for (String name : List.of("compound_formula", "first", "second")) {
      host.entry(name, EXAMPLES + "/" + name, "");
    }
  }

  @AfterEach
  void close() {
    host.close();
    assertThat(host.broken()).isEmpty();
  }

  private static Path python() throws Exception {
    var folder = Referee.folder("python", "clients.py", "requirements.txt");
    var python = folder.resolve("venv").resolve("bin").resolve("python");
    if (!Files.exists(python)) {
      good(folder, List.of("python3", "-m", "venv", "venv"));
    }
    good(
        folder, List.of(python.toString(), "-m", "pip", "install", "-q", "-r", "requirements.txt"));
    return python;
  }

  private static Referee good(Path folder, List<String> command) throws Exception {
    var ran = Referee.run(folder, command);
    assertThat(ran.exitCode()).as(ran.output()).isZero();
    return ran;
  }

  @Test
  void it_lists_calls_and_listens_in_both_eras_and_over_both_ways() throws Exception {
    var python = python();
    var command =
        new ArrayList<>(
            List.of(python.toString(), "clients.py", host.url() + "/mcp", host.url() + "/reload"));
    command.addAll(Referee.overStreams(before()));

    assertThat(good(python.resolve("../../..").normalize(), command).output())
        .contains("http auto 2026-07-28", "http 2026-07-28 2026-07-28", "http legacy 2025-11-25")
        .contains("stdio auto 2026-07-28", "stdio 2026-07-28 2026-07-28", "stdio legacy 2025-11-25")
        .contains("listened square");
  }

  /** A configuration of its own, for a process of its own. */
  private Path before() throws IOException {
    var folder = Files.createDirectories(directory.resolve("streams"));
    return Files.copy(
        directory.resolve("runtime-config.yaml"), folder.resolve("runtime-config.yaml"));
  }
}
