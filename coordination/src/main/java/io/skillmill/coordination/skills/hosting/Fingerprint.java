package io.skillmill.coordination.skills.hosting;

import io.skillmill.schema.skill.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Tells whether the files of a skill are the same as before: their names and their bytes. Past
 * {@link #FILES_MAX} files it looks no further, and past {@link #BYTES_MAX} bytes it goes by size
 * and time. What a run leaves behind, and what is hidden, does not count.
 */
final class Fingerprint {

  static final int FILES_MAX = 5_000;
  static final long BYTES_MAX = 32L << 20;
  static final int DEPTH_MAX = 16;

  static final Set<String> PASSED_OVER = Set.of("__pycache__", "node_modules", "venv");

  private final Sha256 hash = new Sha256();
  private int files;
  private long bytes;

  private Fingerprint() {}

  /**
   * Of a directory, or of a file with those beside it that declare no skill of their own.
   *
   * @param terms what else makes it the same
   */
  static String of(Path place, String terms) {
    var print = new Fingerprint();
    print.hash.part(terms);
    if (Files.isRegularFile(place)) {
      print.file(place);
      Path beside = place.toAbsolutePath().getParent();
      list(beside == null ? place : beside).stream()
          .filter(file -> !declares(file))
          .forEach(file -> print.any(file, 1));
    } else {
      print.directory(place, 0);
    }
    return print.hash.hex();
  }

  private static boolean declares(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private void directory(Path directory, int depth) {
    hash.part(directory.getFileName() + "/");
    if (depth < DEPTH_MAX) {
      list(directory).forEach(each -> any(each, depth + 1));
    }
    hash.part("..");
  }

  private void any(Path path, int depth) {
    String name = path.getFileName().toString();
    if (name.startsWith(".") || PASSED_OVER.contains(name) || files >= FILES_MAX) {
      return;
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      directory(path, depth);
    } else if (Files.isRegularFile(path)) { // a link to a file counts as the file
      file(path);
    } else {
      hash.part(name);
    }
  }

  private void file(Path file) {
    files++;
    hash.part(String.valueOf(file.getFileName()));
    try {
      long size = Files.size(file);
      if (bytes + size <= BYTES_MAX) {
        bytes += size;
        hash.part(Sha256.of(Files.readAllBytes(file)));
      } else {
        hash.part(size + " " + Files.getLastModifiedTime(file));
      }
    } catch (IOException e) {
      hash.part(e.getClass().getName());
    }
  }

  private static List<Path> list(Path directory) {
    try (var below = Files.list(directory)) {
      return below.sorted().limit(FILES_MAX).toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of();
    }
  }
}
