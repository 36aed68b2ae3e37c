package io.skillmill.parsers.sources;

import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Finds skills in the file system.
 *
 * <pre>
 *   Sources.find(Path.of("skills"), found -&gt; {
 *     switch (found) {
 *       case Found.Source(var path, var source) -&gt; enqueue(path, source);
 *       case Found.Unreadable(var path, var why) -&gt; report(path, why);
 *     }
 *   });
 * </pre>
 *
 * <p>A directory with a SKILL.md, in any letter case, is a package; it ends where a nested SKILL.md
 * begins. Outside packages, files whose content or name some parser is sure of are sources too.
 * What {@code .gitignore} files leave out is left out. Hidden directories are searched; those of
 * version control and {@code node_modules} are not, and symbolic links are not followed. Sources
 * come in the order of their paths, one at a time, so that memory grows with the largest directory
 * and not with the tree. Thread-safe.
 */
public final class Sources {

  private Sources() {}

  /** Hands over each source under a path, of any format that is built in. */
  public static void find(Path argument, Consumer<Found> sink) {
    find(argument, Scope.usual(), sink);
  }

  /**
   * Hands over each source under a path, never throwing for what the file system does.
   *
   * @param argument a directory to search, a SKILL.md (which stands for its package) or any other
   *     file (which stands for itself); it counts whether or not it is ignored
   */
  public static void find(Path argument, Scope scope, Consumer<Found> sink) {
    if (Files.isDirectory(argument)) {
      new DirectorySearch(scope, sink).search(argument, Sieve.of(argument, scope));
    } else if (!Files.exists(argument)) {
      sink.accept(
          new Found.Unreadable(
              argument, "There is nothing at this path that we may see; check its spelling"));
    } else if (Listing.isSkillFile(argument)) {
      readPackage(argument, scope, sink);
    } else {
      sink.accept(file(argument));
    }
  }

  private static void readPackage(Path skillFile, Scope scope, Consumer<Found> sink) {
    Path directory = Objects.requireNonNull(skillFile.toAbsolutePath().getParent());
    try {
      PackageReader.read(Listing.of(directory, Sieve.of(directory, scope)), skillFile, sink);
    } catch (IOException e) {
      sink.accept(new Found.Unreadable(skillFile, FileBytes.reason(e)));
    }
  }

  /** A source whose bytes came from elsewhere, such as standard input. */
  public static SkillSource ofStream(String name, byte[] bytes) {
    return SkillSource.single(name, bytes);
  }

  private static Found file(Path path) {
    String name = SourceName.of(path);
    try {
      var file = FileBytes.primary(path, name);
      return new Found.Source(path, SkillSource.of(name, name, List.of(file)));
    } catch (IOException e) {
      return new Found.Unreadable(path, FileBytes.reason(e));
    }
  }
}
