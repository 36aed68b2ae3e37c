package io.skillmill.cli.http;

import java.time.Duration;

/**
 * One request that was answered, as it may stand in a log.
 *
 * @param requestId under which it is found; the caller's own, or made here
 * @param route the pattern of its path, for the path itself may hold what is nobody's business;
 *     empty where there is none
 * @param bytes how large the answer was, as it went over the wire
 */
public record Visit(
    String requestId,
    String method,
    String route,
    int status,
    Duration took,
    long bytes,
    About about) {

  /**
   * What it was about, each empty where it is not known.
   *
   * @param token the name of the token that was shown
   */
  public record About(String skill, String token, String traceId) {}
}
