package io.skillmill.parsers.sources;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.json.DecompositionParser;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Searches a directory for packages and, outside them, for decompositions. */
final class DirectorySearch {

  private final Consumer<Found> sink;
  private final DecompositionParser decompositions = new DecompositionParser();

  DirectorySearch(Consumer<Found> sink) {
    this.sink = sink;
  }

  void search(Path directory) {
    search(directory, 0);
  }

  private void search(Path directory, int depth) {
    try {
      if (depth > PackageReader.DEPTH_MAX) {
        throw new IOException("it nests deeper than " + PackageReader.DEPTH_MAX);
      }
      Listing listing = Listing.of(directory);
      Optional<Path> skillFile = listing.skillFile();
      if (skillFile.isPresent()) {
        searchPackage(listing, skillFile.get(), depth);
      } else {
        listing.files().forEach(this::decomposition);
        listing.directories().forEach(child -> search(child, depth + 1));
      }
    } catch (IOException e) {
      sink.accept(new Found.Unreadable(directory, FileBytes.reason(e)));
    }
  }

  private void searchPackage(Listing listing, Path skillFile, int depth) {
    if (Files.isSymbolicLink(skillFile)) {
      sink.accept(
          new Found.Unreadable(
              skillFile,
              "It is a symbolic link, and links are not followed; name its target instead"));
      listing.directories().forEach(child -> search(child, depth + 1));
    } else {
      PackageReader.read(listing.directory(), skillFile.getFileName().toString(), skillFile, sink)
          .forEach(nested -> search(nested, depth + 1));
    }
  }

  private void decomposition(Path file) {
    String name = file.getFileName().toString();
    if (!name.toLowerCase(Locale.ROOT).endsWith(".json")) {
      return;
    }
    try {
      if (Files.size(file) > Limits.DEFAULT.inputBytesMax()) {
        return;
      }
      var source = SkillSource.of(name, name, List.of(FileBytes.primary(file, name)));
      if (decompositions.fit(source) == Fit.CERTAIN) {
        sink.accept(new Found.Source(file, source));
      }
    } catch (IOException e) {
      sink.accept(new Found.Unreadable(file, FileBytes.reason(e)));
    }
  }
}
