package io.skillmill.parsers.ignore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what a repository's owner ignores for himself, in {@code info/exclude}. */
final class ExcludeFile {

  private static final String GIT = ".git";
  private static final String POINTER = "gitdir: ";

  /** No path is as long. */
  private static final int POINTER_BYTES_MAX = 8_192;

  private ExcludeFile() {}

  /** The file for the repository that begins in a directory; nothing where none does. */
  static Optional<Path> of(Path directory) {
    Path git = directory.resolve(GIT);
    if (!Files.exists(git)) {
      return Optional.empty();
    }
    try {
      Path home = Files.isDirectory(git) ? git : pointedTo(directory, firstLine(git));
      return Optional.of(home.resolve("info/exclude")).filter(Files::isRegularFile);
    } catch (IOException | InvalidPathException _) {
      return Optional.empty(); // Then it is no repository that git would know.
    }
  }

  /** Where a working tree apart, or a submodule, has its repository. */
  private static Path pointedTo(Path directory, String line) throws IOException {
    if (!line.startsWith(POINTER)) {
      throw new IOException("it points nowhere");
    }
    Path own = directory.resolve(line.substring(POINTER.length()));
    Path shared = own.resolve("commondir");
    return Files.isRegularFile(shared) ? own.resolve(firstLine(shared)) : own;
  }

  private static String firstLine(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(POINTER_BYTES_MAX), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("").stripTrailing();
    }
  }
}
