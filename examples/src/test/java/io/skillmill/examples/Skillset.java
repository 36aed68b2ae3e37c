package io.skillmill.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A configuration that a test writes and changes, with skills of a few lines beside it. */
final class Skillset {

  private final Path folder;
  private final Map<String, String> lines = new LinkedHashMap<>();

  private Skillset(Path folder) {
    this.folder = folder;
  }

  static Skillset in(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new Skillset(folder);
  }

  Path config() {
    return folder.resolve("runtime-config.yaml");
  }

  /** A skill whose implementation is given; it takes whatever comes. */
  Skillset skill(String name, String implementation, String... more) throws IOException {
    return declared(
        name,
        """
        name: %s
        description: Does %s
        version: "1.0.0"
        inputs: {say: {type: string, required: false}}
        %s
        implementation:
        %s\
        """
            .formatted(name, name, String.join("\n", more), implementation.indent(2)));
  }

  /** A skill with the declaration as it is. */
  Skillset declared(String name, String declaration) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.writeString(folder.resolve(name).resolve("skill.yaml"), declaration);
    return mounted(name, "./" + name, name);
  }

  /** A skill in JavaScript, whose function's body is given. */
  Skillset script(String name, String body, String... more) throws IOException {
    String source = "export default function (input) { %s }".formatted(body);
    return skill(name, "kind: javascript\nsource: |\n" + source.indent(2), more);
  }

  Skillset mounted(String name, String path, String mount) throws IOException {
    return line(name, "{name: %s, path: \"%s\", mount: %s}".formatted(name, path, mount));
  }

  /** What the list has under a key, as it is. */
  Skillset line(String key, String entry) throws IOException {
    lines.put(key, "  - " + entry);
    return write();
  }

  Skillset without(String name) throws IOException {
    lines.remove(name);
    return write();
  }

  private Skillset write() throws IOException {
    String list =
        lines.isEmpty() ? "skills: []\n" : "skills:\n" + String.join("\n", lines.values());
    Files.writeString(config(), list + "\n");
    return this;
  }

  /** Hosts them, started from a folder that has nothing to do with them. */
  Served serve(Path from, String... more) throws IOException {
    return Served.start(from, config().toString(), more);
  }
}
