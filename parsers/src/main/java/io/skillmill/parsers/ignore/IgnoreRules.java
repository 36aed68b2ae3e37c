package io.skillmill.parsers.ignore;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ignore files that hold in a directory say. Immutable; each directory has its own, which
 * go back to those of the directory above.
 *
 * <pre>{@code
 * IgnoreRules rules = IgnoreRules.of(root);
 * rules.verdict("build", true).ifPresent(ignored -> …);
 * IgnoreRules below = rules.in(root.resolve("src"));
 * }</pre>
 *
 * <p>What lies in an ignored directory is ignored with it: whoever asks does not go in there.
 */
public final class IgnoreRules {

  /** No ignore file at all; nor is one read further down. */
  public static final IgnoreRules NONE = new IgnoreRules(null, "", List.of(), List.of());

  /** How many directories up the beginning of a repository is looked for. */
  private static final int LEVELS_UP_MAX = 256;

  private final @Nullable IgnoreRules above;
  private final String prefix;
  private final List<Rule> rules;
  private final List<Fault> faults;

  /**
   * Who ignores something.
   *
   * @param file the ignore file
   * @param line of that file
   * @param pattern as it stands there
   */
  public record Ignored(Path file, int line, String pattern) {}

  /**
   * An ignore file that does not count, or not whole.
   *
   * @param file which
   * @param what is the matter, and what to do
   */
  public record Fault(Path file, String what) {}

  private IgnoreRules(
      @Nullable IgnoreRules above, String prefix, List<Rule> rules, List<Fault> faults) {
    this.above = above;
    this.prefix = prefix;
    this.rules = rules;
    this.faults = List.copyOf(faults);
  }

  /**
   * What holds in a directory: its own ignore file, those above it up to where its repository
   * begins, and last the repository's {@code info/exclude}. Those above do not count where there is
   * no repository around it, or where they ignore the directory itself.
   */
  public static IgnoreRules of(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    List<Path> path = fromRepository(absolute);
    var faults = new ArrayList<Fault>();
    IgnoreRules rules = below(null, "", path.getFirst(), faults);
    for (Path below : path.subList(1, path.size())) {
      if (rules.verdict(name(below), true).isPresent()) {
        return below(null, "", absolute, new ArrayList<>());
      }
      rules = rules.in(below, faults);
    }
    return rules;
  }

  /** With the files of a directory laid over those above. */
  private static IgnoreRules below(
      @Nullable IgnoreRules above, String prefix, Path directory, List<Fault> faults) {
    IgnoreRules base = above;
    List<Rule> excluded =
        ExcludeFile.of(directory).map(file -> IgnoreFile.read(file, faults)).orElse(List.of());
    if (!excluded.isEmpty()) {
      base = new IgnoreRules(above, prefix, excluded, faults);
    }
    List<Rule> rules = IgnoreFile.of(directory, faults);
    return new IgnoreRules(base, prefix, rules, faults);
  }

  /** The directories from that with {@code .git} down to the one given; it alone where none is. */
  private static List<Path> fromRepository(Path directory) {
    var path = new ArrayList<Path>();
    Path at = directory;
    for (int i = 0; at != null && i < LEVELS_UP_MAX; i++) {
      path.addFirst(at);
      if (Files.exists(at.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return path;
      }
      at = at.getParent();
    }
    return List.of(directory);
  }

  /** What holds in a directory directly below. */
  public IgnoreRules in(Path directory) {
    if (this == NONE) {
      return this;
    }
    return in(directory, new ArrayList<>());
  }

  private IgnoreRules in(Path directory, List<Fault> faults) {
    IgnoreRules nearest = rules.isEmpty() && above != null ? above : this;
    return below(nearest, prefix + name(directory) + "/", directory, faults);
  }

  /** The ignore files read for this directory, and for those above that were not asked before. */
  public List<Fault> faults() {
    return faults;
  }

  /**
   * Whether an entry of the directory is ignored, and by whom. The last rule that speaks of it
   * decides, and a file further down goes before one further up.
   */
  public Optional<Ignored> verdict(String name, boolean directory) {
    String path = prefix + name;
    for (IgnoreRules level = this; level != null; level = level.above) {
      for (int i = level.rules.size() - 1; i >= 0; i--) {
        Rule rule = level.rules.get(i);
        if (rule.speaksOf(path, level.prefix.length(), directory)) {
          return rule.negated()
              ? Optional.empty()
              : Optional.of(new Ignored(rule.file(), rule.line(), rule.words()));
        }
      }
    }
    return Optional.empty();
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
