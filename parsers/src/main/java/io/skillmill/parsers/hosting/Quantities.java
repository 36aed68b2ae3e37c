package io.skillmill.parsers.hosting;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads amounts the way people write them: {@code 10s}, {@code 256MB}. */
final class Quantities {

  private static final int DIGITS_MAX = 15;

  private Quantities() {}

  /** A number with its unit; seconds where it has none. */
  static Optional<Duration> time(String text) {
    String written = text.strip();
    int unit = unitAt(written);
    if (unit == 0 || unit > DIGITS_MAX) {
      return Optional.empty();
    }
    long number = Long.parseLong(written.substring(0, unit));
    try {
      return switch (written.substring(unit).strip()) {
        case "ms" -> Optional.of(Duration.ofMillis(number));
        case "s", "" -> Optional.of(Duration.ofSeconds(number));
        case "m", "min" -> Optional.of(Duration.ofMinutes(number));
        case "h" -> Optional.of(Duration.ofHours(number));
        case "d" -> Optional.of(Duration.ofDays(number));
        default -> Optional.empty();
      };
    } catch (ArithmeticException _) {
      return Optional.empty(); // longer than there can be a time
    }
  }

  /** A number with its unit, each 1024 of the one before; bytes where it has none. */
  static Optional<BigInteger> bytes(String text) {
    String written = text.strip();
    int unit = unitAt(written);
    if (unit == 0 || unit > DIGITS_MAX) {
      return Optional.empty();
    }
    var number = new BigInteger(written.substring(0, unit));
    return switch (written.substring(unit).strip().toLowerCase(Locale.ROOT)) {
      case "", "b" -> Optional.of(number);
      case "k", "kb", "kib" -> Optional.of(number.shiftLeft(10));
      case "m", "mb", "mib" -> Optional.of(number.shiftLeft(20));
      case "g", "gb", "gib" -> Optional.of(number.shiftLeft(30));
      default -> Optional.empty();
    };
  }

  private static int unitAt(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
