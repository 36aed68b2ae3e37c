package io.skillmill.cli.http;

import io.skillmill.coordination.wire.Wire;
import java.time.Duration;

/**
 * How much the server takes on at a time.
 *
 * @param bodyBytesMax the largest body, before or after it is inflated
 * @param requestsMax how many requests are under way, beside those that wait for changes
 * @param largeMax how many of them may have a large body
 * @param waitersMax how many wait for changes
 * @param listenersMax how many listen to events, for as long as they like
 * @param waitMax how long one waits for changes
 */
public record Limits(
    int bodyBytesMax,
    int requestsMax,
    int largeMax,
    int waitersMax,
    int listenersMax,
    Duration waitMax) {

  /** How many of those who listen may come with the same token. */
  public static final int LISTENERS_EACH_MAX = 64;

  public static final Limits DEFAULT =
      new Limits(Wire.BODY_BYTES_MAX, 256, 4, 2_000, 512, Wire.WAIT_MAX);
}
