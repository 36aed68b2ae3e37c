package io.skillmill.cli.session;

import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.plugins.PluginJar;
import io.skillmill.parsers.plugins.Plugins;
import io.skillmill.parsers.process.ProcessParsers;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parsers at hand: those that come with the program, those of jars and those that are programs.
 * Holds open what they need until it is closed.
 */
public final class ParserShelf implements AutoCloseable {

  /** The ways a parser comes to hand. */
  public enum Origin {
    BUILT_IN,
    CLASS_PATH,
    JAR,
    PROGRAM
  }

  /**
   * One parser and where it is from.
   *
   * @param from for people: the jar, or the command of the program
   */
  public record Item(SkillParser parser, Origin origin, String from) {}

  /**
   * Something that is not used.
   *
   * @param from the jar or the file that declares it
   */
  public record Trouble(String from, Problem problem) {}

  private final Parsers base;
  private final @Nullable Plugins plugins;
  private final @Nullable ProcessParsers programs;
  private final Parsers parsers;

  private ParserShelf(Parsers base, @Nullable Plugins plugins, @Nullable ProcessParsers programs) {
    this.base = base;
    this.plugins = plugins;
    this.programs = programs;
    var more = new ArrayList<SkillParser>();
    if (plugins != null) {
      more.addAll(plugins.parsers());
    }
    if (programs != null) {
      more.addAll(programs.parsers());
    }
    this.parsers = more.isEmpty() ? base : base.with(more);
  }

  static ParserShelf builtIn() {
    return new ParserShelf(Parsers.builtIn(), null, null);
  }

  /** Loads jars and declarations; what is wrong with one of them leaves the others. */
  static ParserShelf open(List<Path> places, Optional<Path> config, Session session) {
    var base = Parsers.discovered();
    var plugins =
        places.isEmpty() ? null : Plugins.load(places, base, problem -> tell(session, problem));
    var known = plugins == null ? base : base.with(plugins.parsers());
    var programs =
        config
            .map(file ->
                ProcessParsers.load(
                    file, known, session.environment(), problem -> tell(session, problem)))
            .orElse(null);
    return new ParserShelf(base, plugins, programs);
  }

  private static void tell(Session session, Problem problem) {
    session.terminal().complain(problem);
  }

  /** All of them, to choose from. */
  public Parsers parsers() {
    return parsers;
  }

  /** All of them with where they are from: ours, then jars, then programs. */
  public List<Item> items() {
    var items = new ArrayList<Item>();
    var builtIn = Parsers.builtIn();
    for (SkillParser parser : listed(base)) {
      items.add(
          builtIn.taken().contains(parser.name())
              ? new Item(parser, Origin.BUILT_IN, "built in")
              : new Item(parser, Origin.CLASS_PATH, "class path"));
    }
    for (PluginJar jar : jars()) {
      jar.parsers()
          .forEach(parser -> items.add(new Item(parser, Origin.JAR, jar.path().toString())));
    }
    if (programs != null) {
      for (var each : programs.declared()) {
        items.add(new Item(each.parser(), Origin.PROGRAM, String.join(" ", each.command())));
      }
    }
    return items;
  }

  private static List<SkillParser> listed(Parsers parsers) {
    return Stream.concat(parsers.all().stream(), parsers.waiting().stream())
        .sorted(Comparator.comparing(SkillParser::name))
        .toList();
  }

  /** What is wrong with jars and declarations that are not used therefore. */
  public List<Trouble> troubles() {
    var troubles = new ArrayList<Trouble>();
    for (PluginJar jar : jars()) {
      jar.problems().forEach(each -> troubles.add(new Trouble(jar.path().toString(), each)));
    }
    if (programs != null) {
      programs
          .problems()
          .forEach(each -> troubles.add(new Trouble(programs.file().toString(), each)));
    }
    return troubles;
  }

  private List<PluginJar> jars() {
    return plugins == null ? List.of() : plugins.jars();
  }

  @Override
  public void close() {
    if (programs != null) {
      programs.close();
    }
    if (plugins != null) {
      plugins.close();
    }
  }
}
