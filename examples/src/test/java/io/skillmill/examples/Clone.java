package io.skillmill.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The clone this test runs in. */
final class Clone {

  /** Its root: the nearest folder above that has the launcher in it. */
  static final Path ROOT = root();

  /** The floors, bottom to top. */
  static final List<String> FLOORS =
      List.of("schema", "db", "parsers", "coordination", "worker-cli", "examples");

  private Clone() {}

  /** All Java files of all floors. */
  static List<Path> javaFiles() {
    return filesOfFloors(".java");
  }

  /** The files with this ending that lie in the source folders of the floors, in a fixed order. */
  static List<Path> filesOfFloors(String ending) {
    return FLOORS.stream()
        .map(floor -> ROOT.resolve(floor).resolve("src"))
        .filter(Files::isDirectory)
        .flatMap(source -> files(source).stream())
        .filter(file -> file.getFileName().toString().endsWith(ending))
        .toList();
  }

  /** The files in a folder and the folders in it. */
  static List<Path> files(Path folder) {
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path as people write it: from the root, with slashes. */
  static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("launcher"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "These tests read the sources of Skillmill. Run them inside a clone of it");
      }
    }
    return folder;
  }
}
