package io.skillmill.coordination.skills.hosting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How files look from outside: their names, sizes and times. Costs little, and tells whether a
 * closer look is worth it. Past {@link #FILES_MAX} files it looks no further.
 *
 * @param folders every directory that it came through
 */
record Stamp(List<String> files, List<Path> folders) {

  static final int FILES_MAX = 20_000;

  /** How they look is not known: like nothing else. */
  static final Stamp UNKNOWN = new Stamp(List.of("unknown"), List.of());

  static Stamp of(Collection<Path> places) {
    var stamp = new Stamp(new ArrayList<>(), new ArrayList<>());
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        stamp.folder(place, 0);
      } else {
        stamp.file(place);
        Path beside = place.toAbsolutePath().getParent();
        if (beside != null && Files.isDirectory(beside)) {
          stamp.folders.add(beside);
        }
      }
    }
    return stamp;
  }

  /** What a run leaves behind does not count, as it does not for {@link Fingerprint}. */
  private void folder(Path folder, int depth) {
    folders.add(folder);
    if (depth >= Fingerprint.DEPTH_MAX) {
      return;
    }
    try (var below = Files.list(folder)) {
      for (Path each : below.sorted().toList()) {
        String name = each.getFileName().toString();
        if (name.startsWith(".")
            || Fingerprint.PASSED_OVER.contains(name)
            || files.size() >= FILES_MAX) {
          continue;
        }
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          folder(each, depth + 1);
        } else {
          file(each);
        }
      }
    } catch (IOException | UncheckedIOException _) {
      files.add(folder + " cannot be listed");
    }
  }

  private void file(Path file) {
    try {
      var seen = Files.readAttributes(file, BasicFileAttributes.class);
      // The key tells a file that was renamed into place from the one before it.
      files.add(
          "%s %d %s %s".formatted(file, seen.size(), seen.lastModifiedTime(), seen.fileKey()));
    } catch (IOException _) {
      files.add(file + " is not there");
    }
  }

  boolean looksLike(Stamp other) {
    return files.equals(other.files);
  }
}
