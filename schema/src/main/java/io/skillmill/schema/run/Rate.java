package io.skillmill.schema.run;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** So many calls in so much time, such as {@code 10/s}. */
public record Rate(int calls, Duration per) {

  public static final int CALLS_MAX = 10_000_000;

  private static final int DIGITS_MAX = 8;

  public Rate {
    if (calls < 1 || calls > CALLS_MAX || per.toMillis() < 1) {
      throw new IllegalArgumentException(
          "A rate is 1 to %d calls in 1 ms or more, not %d in %s".formatted(CALLS_MAX, calls, per));
    }
  }

  public static Rate perMinute(int calls) {
    return new Rate(calls, Duration.ofMinutes(1));
  }

  /** Reads one as people write it; empty where it is none. */
  public static Optional<Rate> of(String text) {
    int slash = text.indexOf('/');
    String digits = slash < 0 ? "" : text.substring(0, slash).strip();
    boolean number =
        !digits.isEmpty()
            && digits.length() <= DIGITS_MAX
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      return Optional.empty();
    }
    int calls = Integer.parseInt(digits);
    return unit(text.substring(slash + 1).strip().toLowerCase(Locale.ROOT))
        .filter(_ -> calls >= 1 && calls <= CALLS_MAX)
        .map(per -> new Rate(calls, per));
  }

  private static Optional<Duration> unit(String word) {
    return switch (word) {
      case "s", "sec", "second" -> Optional.of(Duration.ofSeconds(1));
      case "m", "min", "minute" -> Optional.of(Duration.ofMinutes(1));
      case "h", "hour" -> Optional.of(Duration.ofHours(1));
      case "d", "day" -> Optional.of(Duration.ofDays(1));
      default -> Optional.empty();
    };
  }

  /** As it can be read again. */
  @Override
  public String toString() {
    return calls
        + switch ((int) Math.min(Integer.MAX_VALUE, per.toSeconds())) {
          case 1 -> "/s";
          case 60 -> "/m";
          case 3_600 -> "/h";
          case 86_400 -> "/d";
          default -> " in " + per;
        };
  }
}
