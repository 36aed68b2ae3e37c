package io.skillmill.cli.http;

import io.javalin.http.Context;
import io.skillmill.cli.http.Visit.About;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What is noted of one request on its way through the host. */
final class Traveller {

  static final String ID_HEADER = "X-Request-Id";
  private static final String ATTRIBUTE = "skillmill.traveller";
  private static final int ID_CHARS_MAX = 128;
  private static final String ID_SIGNS = "-_.:/+=";

  private final String id;
  private final long beganNanos = System.nanoTime();
  private String skill = "";
  private String traceId = "";
  private long bytes;

  private Traveller(String id) {
    this.id = id;
  }

  /** Takes the caller's own number for it, if it is one that may stand in a log, or makes one. */
  static Traveller enter(Context context) {
    String given = context.header(ID_HEADER);
    var traveller = new Traveller(given != null && isFit(given) ? given : made());
    context.attribute(ATTRIBUTE, traveller);
    context.header(ID_HEADER, traveller.id);
    return traveller;
  }

  static Traveller of(Context context) {
    Traveller known = context.attribute(ATTRIBUTE);
    return known == null ? enter(context) : known;
  }

  private static boolean isFit(String id) {
    return !id.isEmpty()
        && id.length() <= ID_CHARS_MAX
        && id.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || ID_SIGNS.indexOf(c) >= 0));
  }

  private static String made() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  String id() {
    return id;
  }

  void runs(String name) {
    skill = name;
  }

  void traced(String trace) {
    traceId = trace;
  }

  void answered(long length) {
    bytes = length;
  }

  Visit visit(Context context, String route) {
    return new Visit(
        id,
        context.method().name(),
        route,
        context.statusCode(),
        Duration.ofNanos(System.nanoTime() - beganNanos),
        bytes,
        new About(skill, Caller.of(context).name(), traceId));
  }
}
