package io.skillmill.cli.render;

import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Reads and writes lengths of time the way people type them: {@code 500ms 10s 5m 2h 30d}. */
public final class Periods {

  private static final int DIGITS_MAX = 12;

  private Periods() {}

  /** Reads a number with its unit. */
  public static Duration parse(String text) {
    int unitAt = 0;
    while (unitAt < text.length() && isDigit(text.charAt(unitAt))) {
      unitAt++;
    }
    if (unitAt == 0 || unitAt > DIGITS_MAX) {
      throw unreadable(text);
    }
    long number = Long.parseLong(text.substring(0, unitAt));
    return switch (text.substring(unitAt)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> throw unreadable(text);
    };
  }

  private static boolean isDigit(char each) {
    return each >= '0' && each <= '9';
  }

  private static RuntimeException unreadable(String text) {
    return Problem.usage(
            "'%s' is not a length of time".formatted(text),
            "Write a number and its unit, such as 500ms, 10s, 5m, 2h or 30d")
        .asException();
  }

  /** Short, in the largest unit that fits: {@code 320ms}, {@code 4.2s}, {@code 3m10s}. */
  public static String show(Duration length) {
    long millis = length.toMillis();
    if (millis < 1_000) {
      return millis + "ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
    }
    return twoUnits(length.toSeconds());
  }

  /** In whole seconds, for what is only guessed: {@code 9s}, {@code 3m10s}. */
  static String showSeconds(long seconds) {
    return seconds < 60 ? seconds + "s" : twoUnits(seconds);
  }

  private static String twoUnits(long seconds) {
    if (seconds < 3_600) {
      return "%dm%02ds".formatted(seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return "%dh%02dm".formatted(seconds / 3_600, seconds / 60 % 60);
    }
    return "%dd%02dh".formatted(seconds / 86_400, seconds / 3_600 % 24);
  }

  /** How long ago, or in how long, for people. */
  public static String relative(Instant then, Instant now) {
    long seconds = Duration.between(then, now).toSeconds();
    if (seconds == 0) {
      return "now";
    }
    return seconds > 0 ? oneUnit(seconds) + " ago" : "in " + nearest(-seconds);
  }

  /** What ends in 90 days ends in 90 days a second later, too. */
  private static String nearest(long seconds) {
    long unit = seconds < 60 ? 1 : seconds < 3_600 ? 60 : seconds < 86_400 ? 3_600 : 86_400;
    return oneUnit((seconds + unit / 2) / unit * unit);
  }

  private static String oneUnit(long seconds) {
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + "m";
    }
    return seconds < 86_400 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
  }
}
