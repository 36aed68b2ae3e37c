package io.skillmill.parsers.sources;

import io.skillmill.parsers.sources.PassedOver.Reason;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads one package: what lies in its directory, down to where nested packages begin. */
final class PackageReader {

  static final int FILES_MAX = 10_000;
  static final int DEPTH_MAX = 256;

  /** How much of one file beside the primary is carried along. */
  private static final long FILE_BYTES_MAX = 1L << 20;

  /** How much of all files of a package is carried along. */
  private static final long PACKAGE_BYTES_MAX = 16L << 20;

  private final Path root;
  private final String primary;
  private final List<Listing> nested = new ArrayList<>();
  private final List<SkillFile> files = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private long keptBytes;

  /** Reads one file, which may fail. */
  private interface Read {
    SkillFile file() throws IOException;
  }

  private PackageReader(Path root, String primary) {
    this.root = root;
    this.primary = primary;
  }

  /**
   * Reads the package of a directory and hands it over under the given path.
   *
   * @param path the primary file, as reached from the argument
   * @return the directories of nested packages, which are still to be read
   */
  static List<Listing> read(Listing listing, Path path, Consumer<Found> sink) {
    var reader = new PackageReader(listing.directory(), path.getFileName().toString());
    sink.accept(reader.found(path, listing));
    return reader.nested;
  }

  private Found found(Path path, Listing listing) {
    add(() -> FileBytes.primary(path, primary));
    collect(listing, 0);
    return failures.isEmpty()
        ? new Found.Source(path, SkillSource.of(name(), primary, files))
        : new Found.Unreadable(path, failures.getFirst());
  }

  private String name() {
    Path name = root.toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }

  /** Goes on after a failure, because the packages nested further down are sound all the same. */
  private void collect(Path directory, Sieve sieve, int depth) {
    try {
      if (depth > DEPTH_MAX) {
        throw new IOException("%s nests deeper than %d".formatted(directory, DEPTH_MAX));
      }
      Listing listing = Listing.of(directory, sieve);
      if (listing.skillFile().isPresent()) {
        nested.add(listing);
      } else {
        collect(listing, depth);
      }
    } catch (IOException e) {
      failures.add(FileBytes.reason(e));
    }
  }

  private void collect(Listing listing, int depth) {
    Sieve sieve = listing.sieve();
    for (Path file : listing.files()) {
      String name = relative(file);
      if (!name.equals(primary)) {
        add(() -> FileBytes.read(file, name, room()));
      }
    }
    for (Path link : listing.links()) {
      String name = relative(link);
      if (!name.equals(primary)) {
        add(() -> FileBytes.link(link, name));
        sieve.tell(
            link,
            Reason.LINK,
            "links are not followed, so what it leads to is no part of the skill; put a copy"
                + " there");
      }
    }
    listing.directories().forEach(child -> collect(child, sieve.in(child), depth + 1));
  }

  private void add(Read read) {
    if (!failures.isEmpty()) {
      return;
    }
    try {
      if (files.size() == FILES_MAX) {
        throw new IOException(
            "the package has more than %d files; move what is no part of the skill elsewhere"
                .formatted(FILES_MAX));
      }
      SkillFile file = read.file();
      files.add(file);
      keptBytes += file.bytes().isPresent() ? file.size() : 0;
    } catch (IOException e) {
      failures.add(FileBytes.reason(e));
    }
  }

  private long room() {
    return Math.clamp(PACKAGE_BYTES_MAX - keptBytes, 0, FILE_BYTES_MAX);
  }

  private String relative(Path file) {
    return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }
}
