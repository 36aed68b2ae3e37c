package io.skillmill.cli.journal;

import io.skillmill.schema.problem.Problem;
import java.util.Locale;

/** How much a line of the log matters; the lesser ones come later. */
public enum Level {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG;

  /** In any letter case, and also as Python calls them. */
  public static Level of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "off", "none" -> OFF;
      case "error", "critical", "fatal" -> ERROR;
      case "warn", "warning" -> WARN;
      case "", "info" -> INFO;
      case "debug", "trace" -> DEBUG;
      default ->
          throw Problem.usage(
                  "There is no log level '%s'".formatted(word),
                  "Use one of: off, error, warn, info, debug")
              .asException();
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
