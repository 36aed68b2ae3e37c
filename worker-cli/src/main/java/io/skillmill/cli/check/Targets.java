package io.skillmill.cli.check;

import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.parsers.sources.Sources;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The skills that typed paths mean, each once, in the order of the paths. */
public final class Targets {

  private static final String FILE = "SKILL.md";

  /** The path that means standard input. */
  private static final String INPUT = "-";

  private static final int INPUT_BYTES_MAX = 32 << 20;

  /**
   * A skill to check, or a place where one should be.
   *
   * @param path its SKILL.md, as reached from what was typed
   * @param source what was read; nothing where there is nothing to read
   * @param why what is the matter with it; nothing where it is not there at all
   */
  public record Target(Path path, Optional<SkillSource> source, Optional<String> why) {}

  private final List<Path> paths = new ArrayList<>();
  private final InputStream in;
  private final Scope scope;
  private final Set<Path> seen = new HashSet<>();
  private int found;

  private Targets(InputStream in, Scope scope) {
    this.in = in;
    this.scope = scope;
  }

  /**
   * Paths that are not there, or are no skills, are refused.
   *
   * @param scope what is searched; files outside packages are no skills
   */
  public static Targets of(List<String> typed, InputStream in, Scope scope) {
    var targets = new Targets(in, scope.with(Parsers.of()));
    typed.forEach(each -> targets.paths.add(targets.existing(each)));
    return targets;
  }

  private Path existing(String typed) {
    if (typed.equals(INPUT)) {
      return Path.of(INPUT);
    }
    Path path = path(typed);
    if (!Files.isDirectory(path) && !isSkillFile(path)) {
      throw Problem.usage(
              "%s is no skill".formatted(typed),
              "Give a directory that holds skills, the directory of one, or its SKILL.md")
          .asException();
    }
    return path;
  }

  private static Path path(String typed) {
    try {
      Path path = Path.of(typed);
      if (!typed.isEmpty() && Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException _) {
      // Such a path cannot be there either.
    }
    throw Problem.usage(
            "There is no file or directory '%s'".formatted(typed),
            "Check the spelling, where you are, and who may look there")
        .asException();
  }

  private static boolean isSkillFile(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().equalsIgnoreCase(FILE);
  }

  /** Hands over each target, one at a time. */
  public void each(Consumer<Target> sink) {
    for (Path path : paths) {
      if (path.toString().equals(INPUT)) {
        sink.accept(input());
      } else {
        each(path, sink);
      }
    }
  }

  private void each(Path path, Consumer<Target> sink) {
    found = 0;
    Sources.find(
        path,
        scope,
        each -> {
          switch (each) {
            case Found.Source(var file, var source) -> {
              if (isSkillFile(file) && !source.name().equals(source.primary())) {
                accept(new Target(file, Optional.of(source), Optional.empty()), sink);
              }
            }
            case Found.Unreadable(var file, var why) ->
                accept(new Target(skillFile(file), Optional.empty(), unlessGone(file, why)), sink);
          }
        });
    if (found == 0) {
      accept(new Target(path.resolve(FILE), Optional.empty(), Optional.empty()), sink);
    }
  }

  /** What cannot be read may be a directory. */
  private static Path skillFile(Path path) {
    return isSkillFile(path) ? path : path.resolve(FILE);
  }

  /** A link that leads nowhere is no file, which every reader finds missing. */
  private static Optional<String> unlessGone(Path file, String why) {
    return Files.isSymbolicLink(file) && !Files.exists(file) ? Optional.empty() : Optional.of(why);
  }

  /** With one path nothing comes twice, so nothing needs to be remembered. */
  private void accept(Target target, Consumer<Target> sink) {
    found++;
    if (paths.size() == 1 || seen.add(target.path().toAbsolutePath().normalize())) {
      sink.accept(target);
    }
  }

  private Target input() {
    Path name = Path.of(INPUT);
    try {
      byte[] bytes = in.readNBytes(INPUT_BYTES_MAX + 1);
      if (bytes.length <= INPUT_BYTES_MAX) {
        return new Target(name, Optional.of(Sources.ofStream(FILE, bytes)), Optional.empty());
      }
      return unreadable(
          name,
          "Standard input holds more than %d MiB; see what is piped in"
              .formatted(INPUT_BYTES_MAX >> 20));
    } catch (IOException e) {
      return unreadable(name, "Standard input cannot be read: " + e.getMessage());
    }
  }

  private static Target unreadable(Path path, String why) {
    return new Target(path, Optional.empty(), Optional.of(why));
  }
}
