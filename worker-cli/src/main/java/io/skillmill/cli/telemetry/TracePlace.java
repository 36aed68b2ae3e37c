package io.skillmill.cli.telemetry;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands in a trace.
 *
 * @param traceId of the whole trace, 32 digits
 * @param spanId of this run, 16 digits
 * @param parentId of the span that asked for it; empty where the trace begins here
 * @param sampled whether somebody wishes to see it
 */
public record TracePlace(
    String traceId, String spanId, Optional<String> parentId, boolean sampled) {

  public static final String HEADER = "traceparent";

  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  /**
   * Goes on with what the caller says, or begins a trace.
   *
   * @param header as it came; what cannot be read counts as absent
   */
  public static TracePlace of(@Nullable String header) {
    if (header != null && isReadable(header)) {
      String[] parts = header.split("-", -1);
      int flags = HexFormat.fromHexDigits(parts[3]);
      return new TracePlace(parts[1], span(), Optional.of(parts[2]), (flags & 1) == 1);
    }
    return new TracePlace(span() + span(), span(), Optional.empty(), true);
  }

  // spec: version "-" trace-id "-" parent-id "-" trace-flags; all zeroes are invalid, ff is no
  // version, and a later version may have more parts.
  private static boolean isReadable(String header) {
    String[] parts = header.split("-", -1);
    return parts.length >= 4
        && isHex(parts[0], 2)
        && !parts[0].equals("ff")
        && (parts.length == 4 || !parts[0].equals("00"))
        && isHex(parts[1], TRACE_DIGITS)
        && isHex(parts[2], SPAN_DIGITS)
        && isHex(parts[3], 2)
        && !isZero(parts[1])
        && !isZero(parts[2]);
  }

  private static boolean isHex(String text, int digits) {
    return text.length() == digits
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
  }

  /** A fresh one, never all zeroes. */
  static String span() {
    long bits = ThreadLocalRandom.current().nextLong();
    return HexFormat.of().toHexDigits(bits == 0 ? 1 : bits);
  }

  /** That of another run which the same caller asks for. */
  public TracePlace beside() {
    return new TracePlace(traceId, span(), parentId, sampled);
  }

  /** What whoever comes next is told. */
  public String header() {
    return "00-%s-%s-%s".formatted(traceId, spanId, sampled ? "01" : "00");
  }
}
