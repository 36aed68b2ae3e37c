package io.skillmill.parsers.sources;

import io.skillmill.parsers.sources.PassedOver.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Searches a directory for packages and, outside them, for files that some parser knows. */
final class DirectorySearch {

  private final Consumer<Found> sink;
  private final Candidates candidates;

  DirectorySearch(Scope scope, Consumer<Found> sink) {
    this.sink = sink;
    this.candidates = new Candidates(scope, sink);
  }

  void search(Path directory, Sieve sieve) {
    search(directory, sieve, 0);
  }

  private void search(Path directory, Sieve sieve, int depth) {
    try {
      if (depth > PackageReader.DEPTH_MAX) {
        throw new IOException("it nests deeper than " + PackageReader.DEPTH_MAX);
      }
      Listing listing = Listing.of(directory, sieve);
      Optional<Path> skillFile = listing.skillFile();
      if (skillFile.isEmpty()) {
        searchAround(listing, sieve, depth);
      } else if (Files.isSymbolicLink(skillFile.get())) {
        sink.accept(
            new Found.Unreadable(
                skillFile.get(),
                "It is a symbolic link, and links are not followed; name its target instead"));
        below(listing, sieve, depth);
      } else {
        PackageReader.read(directory, sieve, skillFile.get(), sink)
            .forEach((nested, its) -> search(nested, its, depth + 1));
      }
    } catch (IOException e) {
      sink.accept(new Found.Unreadable(directory, FileBytes.reason(e)));
    }
  }

  private void searchAround(Listing listing, Sieve sieve, int depth) {
    listing.files().forEach(file -> candidates.consider(file, sieve));
    listing
        .links()
        .forEach(link -> sieve.tell(link, Reason.LINK, "links are not followed; name its target"));
    below(listing, sieve, depth);
  }

  private void below(Listing listing, Sieve sieve, int depth) {
    listing.directories().forEach(child -> search(child, sieve.in(child), depth + 1));
  }
}
