package io.skillmill.cli.run;

import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.parsers.sources.Sources;
import io.skillmill.schema.problem.Problem;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sources that typed paths mean, standard input among them, one at a time. */
public final class Search {

  /** The path that means standard input. */
  private static final String STANDARD_INPUT = "-";

  private final List<StandardInput> input = new ArrayList<>();
  private final List<Path> paths = new ArrayList<>();
  private Stream<String> listed = Stream.empty();
  private Scope scope = Scope.usual();

  private Search() {}

  /**
   * A search of these paths, with standard input as one source for each hyphen; it is read at once.
   * Paths that are not there are refused.
   */
  public static Search of(List<String> typed, InputStream in) {
    var search = new Search();
    search.add(typed, () -> search.input.add(StandardInput.read(in)));
    return search;
  }

  /**
   * A search of these paths, and of those that standard input lists, one a line, in place of a
   * hyphen. Listed paths that are not there are sources that cannot be read.
   */
  public static Search listed(List<String> typed, InputStream in) {
    var search = new Search();
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    search.add(typed, () -> search.listed = reader.lines().filter(line -> !line.isBlank()));
    return search;
  }

  private void add(List<String> typed, Runnable onHyphen) {
    for (var each : typed) {
      if (each.equals(STANDARD_INPUT)) {
        onHyphen.run();
      } else {
        paths.add(existing(each));
      }
    }
  }

  private static Path existing(String typed) {
    try {
      Path path = Path.of(typed);
      if (!typed.isEmpty() && Files.exists(path)) {
        return shortest(path);
      }
    } catch (InvalidPathException _) {
      // Such a path cannot be there either.
    }
    throw Problem.usage(
            "There is no file or directory '%s'".formatted(typed),
            "Check the spelling, and where you are")
        .asException();
  }

  /** Without detours such as ./, so that a source has one path however it was typed. */
  private static Path shortest(Path path) {
    for (Path name : path) {
      if (name.toString().equals("..")) {
        return path;
      }
    }
    return path.normalize();
  }

  /** The same, taking in what belongs to a scope. */
  public Search within(Scope wanted) {
    scope = wanted;
    return this;
  }

  /** Hands over each source for as long as the sink wants more. */
  public void each(Predicate<Found> sink) {
    try {
      input.forEach(each -> goOn(sink.test(each.found(scope.parsers()))));
      paths.forEach(path -> find(path, sink));
      listed.forEach(line -> findListed(line, sink));
    } catch (Enough _) {
      // The sink has what it wants.
    }
  }

  private void findListed(String line, Predicate<Found> sink) {
    try {
      find(shortest(Path.of(line)), sink);
    } catch (InvalidPathException e) {
      var why = "The list names '%s', which is no path: %s".formatted(line, e.getReason());
      goOn(sink.test(new Found.Unreadable(Path.of(STANDARD_INPUT), why)));
    }
  }

  private void find(Path path, Predicate<Found> sink) {
    Sources.find(path, scope, found -> goOn(sink.test(found)));
  }

  private static void goOn(boolean wantsMore) {
    if (!wantsMore) {
      throw new Enough();
    }
  }

  /** Ends the search from inside it. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Enough() {
      super("enough", null, false, false);
    }
  }
}
