package io.skillmill.cli.session;

import io.skillmill.schema.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which store: {@code --store}, else SKILLMILL_STORE, else one in the working directory. */
public final class StoreOption {

  static final String VARIABLE = "SKILLMILL_STORE";
  static final String DEFAULT = ".skillmill/store.db";
  private static final String SQLITE_PREFIX = "sqlite:";

  @Option(
      names = "--store",
      paramLabel = "STORE",
      scope = ScopeType.INHERIT,
      description =
          "The store: a path or sqlite:PATH. Default: $SKILLMILL_STORE, else .skillmill/store.db.")
  private @Nullable String typed;

  /** The file that is meant. */
  Path path(Map<String, String> environment) {
    String named = typed != null ? typed : environment.getOrDefault(VARIABLE, "");
    if (named.isEmpty() && typed == null) {
      return Path.of(DEFAULT);
    }
    String path = named.startsWith(SQLITE_PREFIX) ? named.substring(7) : named;
    if (path.isBlank()) {
      throw Problem.usage("The store has no name", "Give it a path, such as " + DEFAULT)
          .asException();
    }
    refuseOtherEngines(path);
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw Problem.usage("'%s' is not a path for a store".formatted(path), "Give another path")
          .causedBy(e);
    }
  }

  private static void refuseOtherEngines(String url) {
    if (url.contains("://") || url.startsWith("jdbc:") || url.startsWith("file:")) {
      throw Problem.usage(
              "The store %s cannot be used: this version has embedded SQLite only"
                  .formatted(withoutPassword(url)),
              "Give the path of a file, or sqlite:PATH")
          .asException();
    }
  }

  private static String withoutPassword(String url) {
    return url.replaceFirst("://[^/@]*@", "://");
  }
}
