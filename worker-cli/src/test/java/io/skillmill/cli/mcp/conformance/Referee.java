package io.skillmill.cli.mcp.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of somebody else that judges this server, in a folder of its own.
 *
 * @param exitCode 0 where it found nothing
 * @param output all that it printed
 */
record Referee(int exitCode, String output) {

  static final Path FIXTURES =
      Path.of("src/test/resources/io/skillmill/cli/mcp/conformance").toAbsolutePath();

  /** The folder of this name for referees, with these of the fixtures in it. */
  static Path folder(String name, String... files) throws IOException {
    var folder = Path.of("target", "conformance").resolve(name).toAbsolutePath();
    Files.createDirectories(folder);
    for (String file : files) {
      Files.write(folder.resolve(file), Files.readAllBytes(FIXTURES.resolve(file)));
    }
    return folder;
  }

  static Referee run(Path folder, List<String> command) throws Exception {
    var out = Files.createTempFile(folder, "run", ".txt");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(String.join(" ", command)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Referee(process.exitValue(), Files.readString(out, UTF_8));
  }

  /** The same server over standard streams. */
  static List<String> overStreams(Path config) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        "io.skillmill.cli.Main",
        "mcp",
        "--config",
        config.toString(),
        "--store",
        config.resolveSibling("streams.db").toString());
  }
}
