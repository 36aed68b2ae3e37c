package io.skillmill.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The examples that come along with the program, unpacked into a folder that goes again. */
record Examples(Path path) implements AutoCloseable {

  private static final String CONFIG = "runtime-config.yaml";
  private static final List<String> RUNTIME = List.of(CONFIG, "greeting/skill.yaml");
  private static final List<String> COMPOSITION =
      List.of(
          CONFIG,
          "compound_formula/compound_formula.py",
          "compound_formula/skill.yaml",
          "first/skill.yaml",
          "level/level.py",
          "level/skill.yaml",
          "pythagorean_theorem/pythagorean_theorem.py",
          "pythagorean_theorem/skill.yaml",
          "safe_divide/safe_divide.py",
          "safe_divide/skill.yaml",
          "second/skill.yaml",
          "square/skill.yaml",
          "sum_of_squares/skill.yaml");

  static Examples unpacked(String example) {
    try {
      var unpacked = new Examples(Files.createTempDirectory("skillmill-demo"));
      for (String file : files(example)) {
        unpacked.write(example, file);
      }
      return unpacked;
    } catch (IOException e) {
      throw new UncheckedIOException("The example could not be unpacked", e);
    }
  }

  static List<String> files(String example) {
    return example.equals("composition") ? COMPOSITION : RUNTIME;
  }

  private void write(String example, String file) throws IOException {
    Path target = path.resolve(file);
    Files.createDirectories(target.getParent());
    try (InputStream in = Examples.class.getResourceAsStream(example + "/" + file)) {
      if (in == null) {
        throw new IOException("There is no " + file);
      }
      Files.copy(in, target);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of the demonstration could not be removed", e);
    }
  }
}
