package io.skillmill.cli.command;

import io.skillmill.cli.journal.Journal;
import io.skillmill.cli.journal.Level;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.problem.Problem;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the log of a host looks, and how much of it there is. */
final class LogOptions {

  @Option(
      names = "--log-format",
      paramLabel = "FORM",
      description = "How the log on the error stream looks: text or json. Default: text.")
  private @Nullable String form;

  /**
   * The log.
   *
   * @param configured the level that the configuration names; LOG_LEVEL goes before it
   */
  Journal open(Session session, Optional<String> configured) {
    String level = session.environment().getOrDefault("LOG_LEVEL", "");
    return Journal.on(
            session.terminal(),
            form(session),
            Level.of(level.isBlank() ? configured.orElse("") : level))
        .open();
  }

  private Journal.Form form(Session session) {
    String word = form == null ? session.environment().getOrDefault("LOG_FORMAT", "") : form;
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "", "text" -> Journal.Form.TEXT;
      case "json" -> Journal.Form.JSON;
      default ->
          throw Problem.usage("There is no log format '%s'".formatted(word), "Use text or json")
              .asException();
    };
  }
}
