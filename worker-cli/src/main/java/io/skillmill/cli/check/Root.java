package io.skillmill.cli.check;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The directory that paths in reports and baselines are relative to.
 *
 * @param directory absolute
 */
record Root(Path directory) {

  static Root of(Path directory) {
    return new Root(directory.toAbsolutePath().normalize());
  }

  /** A path from here, with forward slashes on every system. */
  String relative(Path path) {
    if (path.toString().equals("-")) {
      return "-";
    }
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return directory
          .relativize(absolute)
          .toString()
          .replace(absolute.getFileSystem().getSeparator(), "/");
    } catch (IllegalArgumentException e) {
      return absolute.getFileName().toString(); // on another drive, where no way leads from here
    }
  }

  /** Whether a relative path leads to something. */
  boolean holds(String relative) {
    try {
      return Files.exists(directory.resolve(relative));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
