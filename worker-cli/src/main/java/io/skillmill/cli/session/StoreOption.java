package io.skillmill.cli.session;

import io.skillmill.schema.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which store: {@code --store}, else SKILLMILL_STORE, else one in the working directory. */
public final class StoreOption {

  static final String VARIABLE = "SKILLMILL_STORE";
  static final String DEFAULT = ".skillmill/store.db";
  private static final String SQLITE_PREFIX = "sqlite:";
  private static final List<String> SERVERS =
      List.of("postgresql:", "postgres:", "jdbc:postgresql:");
  private static final List<String> HOSTS = List.of("http://", "https://");

  @Option(
      names = "--store",
      paramLabel = "STORE",
      scope = ScopeType.INHERIT,
      description =
          "The store: a path, sqlite:PATH, postgresql://USER@HOST/DATABASE, or http://HOST:PORT."
              + " Default: $SKILLMILL_STORE, else .skillmill/store.db.")
  private @Nullable String typed;

  /** The address that is meant: a path without any scheme, or a URL of a server. */
  String address(Map<String, String> environment) {
    String named = typed != null ? typed : environment.getOrDefault(VARIABLE, "");
    if (named.isEmpty() && typed == null) {
      return DEFAULT;
    }
    String address = named.startsWith(SQLITE_PREFIX) ? named.substring(7) : named;
    if (address.isBlank()) {
      throw Problem.usage("The store has no name", "Give it a path, such as " + DEFAULT)
          .asException();
    }
    if (isFile(address)) {
      refuseUnknownSchemes(address);
    }
    return address;
  }

  /** Whether somebody said which store is meant. */
  boolean isNamed(Map<String, String> environment) {
    return typed != null || !environment.getOrDefault(VARIABLE, "").isEmpty();
  }

  /** Whether the store at this address is a file, and not a server's. */
  static boolean isFile(String address) {
    return !isServed(address) && SERVERS.stream().noneMatch(address::startsWith);
  }

  /** Whether another process serves the store at this address over HTTP. */
  static boolean isServed(String address) {
    return HOSTS.stream().anyMatch(address::startsWith);
  }

  private static void refuseUnknownSchemes(String address) {
    if (address.contains("://") || address.startsWith("jdbc:") || address.startsWith("file:")) {
      throw Problem.usage(
              "There is no such kind of store as %s".formatted(withoutPassword(address)),
              "Give the path of a file, sqlite:PATH, postgresql://USER@HOST/DATABASE, or"
                  + " http://HOST:PORT")
          .asException();
    }
    try {
      Path _ = Path.of(address);
    } catch (InvalidPathException e) {
      throw Problem.usage("'%s' is not a path for a store".formatted(address), "Give another path")
          .causedBy(e);
    }
  }

  private static String withoutPassword(String url) {
    int start = url.indexOf("://") + 3;
    int at = url.lastIndexOf('@');
    return at < start ? url : url.substring(0, start) + url.substring(at + 1);
  }
}
