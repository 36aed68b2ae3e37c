package io.skillmill.cli.bench.hosting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder with a configuration of many light skills. Closing it removes it. */
final class Folder implements AutoCloseable {

  private final Path folder;

  private Folder(Path folder) {
    this.folder = folder;
  }

  static Folder make() throws IOException {
    return new Folder(Files.createTempDirectory("skillmill-bench-host"));
  }

  Path path() {
    return folder;
  }

  Path config() {
    return folder.resolve("runtime-config.yaml");
  }

  /** Writes so many skills of an edition; other editions are other skills. */
  void write(int skills, int edition) throws IOException {
    var config = new StringBuilder("skills:\n  - {name: time, path: \"builtin:time\"}\n");
    for (int i = 0; i < skills; i++) {
      Path skill = Files.createDirectories(folder.resolve("light-" + i));
      Files.writeString(skill.resolve("skill.yaml"), light(i, edition));
      config.append("  - {name: light_").append(i).append(", path: ./light-").append(i);
      config.append("}\n");
    }
    Files.writeString(config(), config);
  }

  private static String light(int number, int edition) {
    return """
    name: light_%d
    description: Gives the time, of edition %d
    inputs: {timezone: {type: string, required: false}}
    implementation:
      kind: composite
      steps:
        - {id: now, call: time, with: {timezone: UTC}}
      return: {edition: %d, now: "${steps.now.result.time}"}
    """
        .formatted(number, edition, edition);
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
