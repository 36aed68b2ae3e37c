package io.skillmill.parsers.sources;

import io.skillmill.parsers.sources.PassedOver.Reason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One directory's entries in the order of their names.
 *
 * @param sieve what decided which they are
 * @param directory which
 * @param directories those to descend into
 * @param files regular files
 * @param links symbolic links, whatever they point to
 */
record Listing(
    Sieve sieve, Path directory, List<Path> directories, List<Path> files, List<Path> links) {

  private static final String SKILL_FILE = "SKILL.md";

  static Listing of(Path directory, Sieve sieve) throws IOException {
    var listing =
        new Listing(sieve, directory, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (var entries = Files.newDirectoryStream(directory)) {
      entries.forEach(listing::sortIn);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    var byName = Comparator.comparing((Path path) -> path.getFileName().toString());
    listing.directories.sort(byName);
    listing.files.sort(byName);
    listing.links.sort(byName);
    return listing;
  }

  private void sortIn(Path entry) {
    if (Files.isSymbolicLink(entry)) {
      if (sieve.letsFile(entry)) {
        links.add(entry);
      }
    } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      if (sieve.letsDirectory(entry)) {
        directories.add(entry);
      }
    } else if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
      sieve.tell(entry, Reason.NO_FILE, "it is neither a file nor a directory");
    } else if (sieve.letsFile(entry)) {
      files.add(entry);
    }
  }

  /** The file that makes this directory a package: SKILL.md, or failing that its first like. */
  Optional<Path> skillFile() {
    return like(files).or(() -> like(links));
  }

  static boolean isSkillFile(Path path) {
    String name = path.getFileName().toString();
    return name.length() == SKILL_FILE.length()
        && name.toUpperCase(Locale.ROOT).equals(SKILL_FILE.toUpperCase(Locale.ROOT));
  }

  /** The exact name goes before others, and those go in order. */
  private static Optional<Path> like(List<Path> paths) {
    return paths.stream()
        .filter(Listing::isSkillFile)
        .min(Comparator.comparing(path -> !path.getFileName().toString().equals(SKILL_FILE)));
  }
}
