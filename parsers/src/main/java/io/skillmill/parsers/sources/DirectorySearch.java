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
      search(Listing.of(directory, sieve), depth);
    } catch (IOException e) {
      sink.accept(new Found.Unreadable(directory, FileBytes.reason(e)));
    }
  }

  private void search(Listing listing, int depth) {
    Optional<Path> skillFile = listing.skillFile();
    if (skillFile.isEmpty()) {
      searchAround(listing, depth);
    } else if (Files.isSymbolicLink(skillFile.get())) {
      sink.accept(
          new Found.Unreadable(
              skillFile.get(),
              "It is a symbolic link, and links are not followed; name its target instead"));
      below(listing, depth);
    } else {
      PackageReader.read(listing, skillFile.get(), sink)
          .forEach(nested -> search(nested, depth + 1));
    }
  }

  private void searchAround(Listing listing, int depth) {
    Sieve sieve = listing.sieve();
    listing.files().forEach(file -> candidates.consider(file, sieve));
    listing
        .links()
        .forEach(link -> sieve.tell(link, Reason.LINK, "links are not followed; name its target"));
    below(listing, depth);
  }

  private void below(Listing listing, int depth) {
    listing.directories().forEach(child -> search(child, listing.sieve().in(child), depth + 1));
  }
}
