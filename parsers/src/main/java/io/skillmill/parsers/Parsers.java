package io.skillmill.parsers;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parsers at hand. Our own come in by the same door as a stranger's: named as a service of
 * {@link SkillParser}. Whatever they make is without the secrets of the source. Immutable and
 * thread-safe.
 */
public final class Parsers {

  private static final String OURS = Parsers.class.getPackageName() + ".";

  private final List<SkillParser> all;
  private final List<SkillParser> waiting;

  private Parsers(List<SkillParser> parsers) {
    this.all =
        parsers.stream()
            .filter(parser -> parser.needs().isEmpty())
            .map(DiscreetParser::of)
            .toList();
    this.waiting = parsers.stream().filter(parser -> parser.needs().isPresent()).toList();
    var names = new HashSet<String>();
    for (SkillParser parser : parsers) {
      if (!names.add(parser.name())) {
        throw Problem.usage(
                "Two parsers are called " + parser.name(),
                "Remove one of their jars, or rename the parser in it")
            .asException();
      }
    }
  }

  /** These, in this order. */
  public static Parsers of(SkillParser... parsers) {
    return new Parsers(List.of(parsers));
  }

  /** Those that come with the program. */
  public static Parsers builtIn() {
    return BuiltIn.PARSERS;
  }

  /** Loaded when first asked for. */
  private static final class BuiltIn {
    static final Parsers PARSERS = new Parsers(load().stream().filter(Parsers::isOurs).toList());
  }

  /** Those that come with the program and those of jars on the class path. */
  public static Parsers discovered() {
    return Discovered.PARSERS;
  }

  /** Loaded when first asked for. */
  private static final class Discovered {
    static final Parsers PARSERS = new Parsers(load());
  }

  /**
   * These and the given ones, in front, so that they win where both fit alike; such as those of
   * plugins.
   */
  public Parsers with(List<SkillParser> more) {
    var together = new ArrayList<>(more);
    together.addAll(all);
    together.addAll(waiting);
    return new Parsers(together);
  }

  /** The names that are in use, also by those that still need something. */
  public Set<String> taken() {
    return Stream.concat(all.stream(), waiting.stream())
        .map(SkillParser::name)
        .collect(Collectors.toSet());
  }

  /** Those that can be used. */
  public List<SkillParser> all() {
    return all;
  }

  /** Those that still need something, as they say themselves. */
  public List<SkillParser> waiting() {
    return waiting;
  }

  /**
   * The one with this name.
   *
   * @throws io.skillmill.schema.problem.ProblemException of kind {@code USAGE} where there is none,
   *     or where it still needs something
   */
  public SkillParser known(String name) {
    return named(name).orElseThrow(() -> unknown(name).asException());
  }

  private Problem unknown(String name) {
    return waiting.stream()
        .filter(parser -> parser.name().equals(name))
        .findFirst()
        .map(parser ->
            Problem.usage(
                "The parser %s cannot be used yet".formatted(name), parser.needs().orElse("")))
        .orElseGet(() ->
            Problem.usage(
                "There is no parser named '%s'".formatted(name), "Use one of: " + names()));
  }

  /** The names of those that can be used, for people to choose from. */
  public String names() {
    return all.stream().map(SkillParser::name).sorted().collect(Collectors.joining(", "));
  }

  public Optional<SkillParser> named(String name) {
    return all.stream().filter(parser -> parser.name().equals(name)).findFirst();
  }

  /**
   * A parser and how well it fits.
   *
   * @param parser nothing where none fits at all
   */
  public record Choice(Optional<SkillParser> parser, Fit fit) {

    /** The parser's name; empty where there is none. */
    public String name() {
      return parser.map(SkillParser::name).orElse("");
    }
  }

  /** The one that fits best, a stranger's before ours; nothing where none fits. */
  public Optional<SkillParser> best(SkillSource source) {
    return choice(source).parser();
  }

  /** The one that fits best, and how well it does. */
  public Choice choice(SkillSource source) {
    SkillParser best = null;
    Fit bestFit = Fit.NONE;
    for (SkillParser parser : all) {
      Fit fit = fit(parser, source);
      if (fit.compareTo(bestFit) > 0) {
        best = parser;
        bestFit = fit;
      }
      if (bestFit == Fit.CERTAIN) {
        break; // None fits better, and asking costs time.
      }
    }
    return new Choice(Optional.ofNullable(best), bestFit);
  }

  /** Whether all of them come with the program, so that their formats are known. */
  public boolean areAllBuiltIn() {
    return all.stream()
        .allMatch(parser -> parser instanceof DiscreetParser discreet && discreet.ours());
  }

  /** Takes the source apart with the parser that fits best. */
  public ParseResult parse(SkillSource source, Limits limits) {
    return best(source)
        .map(parser -> parser.parse(source, limits))
        .orElseGet(() ->
            new ParseResult.Rejected(
                List.of(
                    Diagnostic.error(
                        "no-parser",
                        "No parser knows this format; name one, or add one that does",
                        Place.startOf(source.primary())))));
  }

  /** One broken parser must not keep the others from the sources that they can read. */
  private static Fit fit(SkillParser parser, SkillSource source) {
    try {
      return parser.fit(source);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      return Fit.NONE;
    }
  }

  static boolean isOurs(SkillParser parser) {
    return parser.getClass().getPackageName().startsWith(OURS);
  }

  /** Strangers first, so that they win where both fit alike; within each by name. */
  private static List<SkillParser> load() {
    var parsers = new ArrayList<SkillParser>();
    try {
      ServiceLoader.load(SkillParser.class, Parsers.class.getClassLoader()).forEach(parsers::add);
    } catch (ServiceConfigurationError e) {
      throw Problem.usage(
              "A parser on the class path cannot be loaded: " + e.getMessage(),
              "Remove its jar, or get one that was built for this version")
          .causedBy(e);
    }
    parsers.sort(Comparator.comparing(Parsers::isOurs).thenComparing(SkillParser::name));
    return parsers;
  }
}
