package io.skillmill.parsers.plugins;

import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The parsers of the jars in some folders. Each jar has a class loader of its own and shares with
 * this program only what the SPI needs; a broken one is listed with its problem and never stops the
 * rest. A plugin is trusted like the program itself: nothing keeps it from files or the network.
 *
 * <pre>{@code
 * try (var plugins = Plugins.load(List.of(Path.of("plugins")), Parsers.discovered(), log::note)) {
 *   var parsers = Parsers.discovered().with(plugins.parsers());
 *   ...
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe. Close it when none of its parsers is used any more.
 */
public final class Plugins implements AutoCloseable {

  /** How many jars a folder may hold. */
  static final int JARS_MAX = 200;

  private final List<PluginJar> jars = new ArrayList<>();
  private final List<JarLoading> loadings = new ArrayList<>();
  private final Map<String, String> taken = new HashMap<>();

  private Plugins(Parsers known) {
    known.taken().forEach(name -> taken.put(name, "a parser that is there already"));
  }

  /**
   * Loads the jars of each folder, in the order of their names.
   *
   * @param places folders with jars in them, or single jars
   * @param known parsers whose names are taken
   * @param heard told when a parser fails while it is asked how well it fits; called from any
   *     thread
   * @throws io.skillmill.schema.problem.ProblemException of kind {@code USAGE} where there is
   *     nothing at a place
   */
  public static Plugins load(List<Path> places, Parsers known, Consumer<Problem> heard) {
    var plugins = new Plugins(known);
    var shared = new SharedClasses();
    for (Path place : places) {
      for (Path jar : jars(place)) {
        var loading = new JarLoading(jar, shared, heard);
        plugins.loadings.add(loading);
        plugins.jars.add(loading.load(plugins.taken));
      }
    }
    return plugins;
  }

  /** Every jar that was found, sound or not. */
  public List<PluginJar> jars() {
    return List.copyOf(jars);
  }

  /** The parsers that can be used. */
  public List<SkillParser> parsers() {
    return jars.stream().flatMap(jar -> jar.parsers().stream()).toList();
  }

  @Override
  public void close() {
    loadings.forEach(JarLoading::close);
  }

  private static List<Path> jars(Path place) {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    try (var files = Files.list(place)) {
      var jars =
          files
              .filter(Plugins::isJar)
              .sorted(Comparator.comparing(path -> path.getFileName().toString()))
              .limit(JARS_MAX + 1L)
              .toList();
      if (jars.size() > JARS_MAX) {
        throw Problem.usage(
                "The folder %s has more than %d jars".formatted(place, JARS_MAX),
                "Name a folder that holds plugins only")
            .asException();
      }
      return jars;
    } catch (IOException | UncheckedIOException e) {
      throw Problem.usage(
              "The plugins of '%s' cannot be listed".formatted(place),
              "Give a folder that is there and may be read, or a jar")
          .causedBy(e);
    }
  }

  private static boolean isJar(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar")
        && !Files.isDirectory(path);
  }
}
