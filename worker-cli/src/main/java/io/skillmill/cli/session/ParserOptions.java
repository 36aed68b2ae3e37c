package io.skillmill.cli.session;

import io.skillmill.schema.problem.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where parsers come from that are not built in. */
public final class ParserOptions {

  static final String PLUGINS_VARIABLE = "SKILLMILL_PLUGINS";
  static final String PLUGINS_DEFAULT = "plugins";
  static final String CONFIG_DEFAULT = "skillmill.yaml";

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description =
          "Load parsers from the jars in this folder, or from this jar; may be given several times."
              + " Default: $SKILLMILL_PLUGINS, else plugins/ where it is there.")
  private final List<String> plugins = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The file that declares parsers which are programs. Default: skillmill.yaml where it is"
              + " there.")
  private @Nullable String config;

  @Option(
      names = "--no-plugins",
      description = "Use the built-in parsers alone: load no jar and start no program.")
  private boolean none;

  /**
   * Loads them, and tells on the error stream what is wrong with some. The caller closes them when
   * the work is done.
   */
  public ParserShelf open(Session session) {
    var shelf = openQuietly(session);
    shelf.troubles().forEach(trouble -> session.terminal().complain(trouble.problem()));
    return shelf;
  }

  /** Loads them, and leaves it to the caller to tell what is wrong. */
  public ParserShelf openQuietly(Session session) {
    var environment = session.environment();
    if (none) {
      refuseBoth();
      return ParserShelf.builtIn();
    }
    return ParserShelf.open(places(environment), config(), session);
  }

  private void refuseBoth() {
    if (!plugins.isEmpty() || config != null) {
      throw Problem.usage(
              "--no-plugins goes with neither --plugins nor --config", "Leave one of them out")
          .asException();
    }
  }

  private List<Path> places(Map<String, String> environment) {
    String variable = environment.get(PLUGINS_VARIABLE);
    if (!plugins.isEmpty()) {
      return plugins.stream().map(ParserOptions::path).toList();
    }
    if (variable != null) {
      return Arrays.stream(variable.split(File.pathSeparator, -1))
          .filter(each -> !each.isBlank())
          .map(ParserOptions::path)
          .toList();
    }
    Path usual = Path.of(PLUGINS_DEFAULT);
    return Files.isDirectory(usual) ? List.of(usual) : List.of();
  }

  private Optional<Path> config() {
    if (config == null) {
      return Optional.of(Path.of(CONFIG_DEFAULT)).filter(Files::isRegularFile);
    }
    Path file = path(config);
    if (!Files.isRegularFile(file)) {
      throw Problem.usage("There is no file " + config, "Check the path given to --config")
          .asException();
    }
    return Optional.of(file);
  }

  private static Path path(String typed) {
    try {
      return Path.of(typed);
    } catch (InvalidPathException e) {
      throw Problem.usage("'%s' is no path".formatted(typed), "Give another").causedBy(e);
    }
  }
}
