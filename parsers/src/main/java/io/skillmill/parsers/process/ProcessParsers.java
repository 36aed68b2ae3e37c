package io.skillmill.parsers.process;

import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The parsers that a file declares as programs. A program starts with the first source that is its
 * own, is kept for the next ones, and ends when these parsers are closed, or when this process
 * does: its standard input ends then.
 *
 * <pre>{@code
 * try (var declared =
 *     ProcessParsers.load(Path.of("skillmill.yaml"), known, System.getenv(), log::note)) {
 *   var parsers = known.with(declared.parsers());
 *   ...
 * }
 * }</pre>
 *
 * <p>A program that dies, hangs or answers nonsense makes {@link SkillParser#parse} throw, so that
 * the task is tried again; it never counts against the source. Thread-safe.
 */
public final class ProcessParsers implements AutoCloseable {

  /**
   * A parser and how its program is started.
   *
   * @param command the program and its arguments
   */
  public record Declared(SkillParser parser, List<String> command) {}

  private final List<Declared> declared = new ArrayList<>();
  private final List<Pool> pools = new ArrayList<>();
  private final Path file;
  private final List<Problem> problems;
  private final Thread atExit = new Thread(this::closePools, "skillmill-parser-processes");

  private ProcessParsers(
      Path file,
      Declarations declarations,
      Map<String, String> surroundings,
      Consumer<Problem> heard) {
    this.file = file;
    this.problems = declarations.problems();
    for (Declaration each : declarations.all()) {
      var pool = new Pool(each, surroundings, heard);
      pools.add(pool);
      declared.add(new Declared(new ProcessParser(each, pool), each.command()));
    }
  }

  /**
   * Reads the file that declares them; no program is started yet.
   *
   * @param file the declarations, in YAML; docs/reference/plugins.md has the fields
   * @param known parsers whose names are taken
   * @param surroundings the environment, of which programs see the usual variables and those they
   *     are declared to see
   * @param heard told of trouble that belongs to no source; called from any thread
   */
  public static ProcessParsers load(
      Path file, Parsers known, Map<String, String> surroundings, Consumer<Problem> heard) {
    var taken = new HashMap<String, String>();
    known.taken().forEach(name -> taken.put(name, "a parser that is there already"));
    var parsers = new ProcessParsers(file, Declarations.read(file, taken), surroundings, heard);
    if (!parsers.pools.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(parsers.atExit);
    }
    return parsers;
  }

  /** Each parser that can be used. */
  public List<Declared> declared() {
    return List.copyOf(declared);
  }

  /** The same, as parsers. */
  public List<SkillParser> parsers() {
    return declared.stream().map(Declared::parser).toList();
  }

  /** The file that declares them. */
  public Path file() {
    return file;
  }

  /** What is wrong with the file, or with parsers in it that are left out therefore. */
  public List<Problem> problems() {
    return problems;
  }

  /** Ends all programs. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      // The process is ending already, and the hook runs.
    }
    closePools();
  }

  private void closePools() {
    pools.forEach(Pool::close);
  }
}
