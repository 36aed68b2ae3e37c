package io.skillmill.parsers.process;

import io.skillmill.parsers.Fit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A parser that is a program, as it is declared.
 *
 * @param name the name to ask for it by
 * @param version changes whenever the same source would turn into something else
 * @param command the program and its arguments; no shell looks at them
 * @param folder where it runs: that of the file that declares it
 * @param formats which sources are its own, and how well they fit
 * @param bounds what it may take and use
 * @param environment variables it sees beside those that every program does
 */
record Declaration(
    String name,
    String version,
    List<String> command,
    Path folder,
    Formats formats,
    Bounds bounds,
    List<String> environment) {

  private static final int COMMAND_SHOWN = 80;

  Declaration {
    command = List.copyOf(command);
    environment = List.copyOf(environment);
  }

  /** How it is called in messages. */
  String title() {
    String line = String.join(" ", command);
    String clipped =
        line.length() <= COMMAND_SHOWN ? line : line.substring(0, COMMAND_SHOWN) + " …";
    return "The parser '%s' (%s)".formatted(name, clipped);
  }

  /**
   * Which sources are its own.
   *
   * @param patterns one of them fits the name of the primary file
   * @param fit how well such a source fits
   * @param allFiles whether it gets the bytes of all files, or those of the primary one alone
   */
  record Formats(List<NamePattern> patterns, Fit fit, boolean allFiles) {
    Formats {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * What it may take and use.
   *
   * @param perSource how long it may take over one source
   * @param toStart how long it may take until it has said hello
   * @param answerBytesMax how long a line of its answers may be
   * @param processesMax how many processes of it run at a time
   */
  record Bounds(Duration perSource, Duration toStart, int answerBytesMax, int processesMax) {}
}
