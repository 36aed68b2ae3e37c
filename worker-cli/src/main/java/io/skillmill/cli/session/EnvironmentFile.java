package io.skillmill.cli.session;

import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a {@code .env}: lines of {@code NAME=value}. What stands in single quotes is taken as it
 * is; in double quotes {@code \n}, {@code \"} and {@code \\} mean what they mean elsewhere; outside
 * of quotes a {@code #} after a space begins a comment. No message tells a value.
 */
public final class EnvironmentFile {

  public static final String NAME = ".env";
  private static final int BYTES_MAX = 64 << 10;

  private final Path file;
  private final Map<String, String> variables = new LinkedHashMap<>();

  private EnvironmentFile(Path file) {
    this.file = file;
  }

  /** What stands in it; nothing where there is no such file. */
  public static Map<String, String> read(Path file) {
    var reading = new EnvironmentFile(file);
    if (Files.isRegularFile(file)) {
      reading.lines();
    }
    return reading.variables;
  }

  private void lines() {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw refused("has more than the %d bytes that are read".formatted(BYTES_MAX));
      }
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        line(line.strip(), ++number);
      }
    } catch (MalformedInputException _) {
      throw refused("is no text in UTF-8");
    } catch (IOException e) {
      throw refused("cannot be read");
    }
  }

  private void line(String line, int number) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String assignment = line.startsWith("export ") ? line.substring(7).stripLeading() : line;
    int equals = assignment.indexOf('=');
    String name = equals < 0 ? "" : assignment.substring(0, equals).strip();
    if (!isName(name)) {
      throw refused("has no NAME=value in line %d".formatted(number));
    }
    variables.put(name, value(assignment.substring(equals + 1).strip(), number));
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && !Character.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }

  private String value(String text, int number) {
    char quote = text.isEmpty() ? ' ' : text.charAt(0);
    if (quote != '"' && quote != '\'') {
      int comment = text.indexOf(" #");
      return comment < 0 ? text : text.substring(0, comment).stripTrailing();
    }
    var value = new StringBuilder();
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return value.toString();
      }
      if (c == '\\' && quote == '"' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        value.append(next == 'n' ? '\n' : next);
      } else {
        value.append(c);
      }
    }
    throw refused("has a quote without an end in line %d".formatted(number));
  }

  private RuntimeException refused(String why) {
    return Problem.usage("The file %s %s".formatted(file, why), "Correct it, or take it away")
        .asException();
  }
}
