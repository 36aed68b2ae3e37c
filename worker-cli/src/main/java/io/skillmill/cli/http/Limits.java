package io.skillmill.cli.http;

import io.skillmill.coordination.wire.Wire;
import java.time.Duration;

/**
 * How much the server takes on at a time.
 *
 * @param bodyBytesMax the largest body, before or after it is inflated
 * @param requestsMax how many requests are under way, beside those that wait for changes
 * @param largeMax how many of them may have a large body
 * @param waitersMax how many wait for changes, or listen to events
 * @param waitMax how long one waits for changes
 */
public record Limits(
    int bodyBytesMax, int requestsMax, int largeMax, int waitersMax, Duration waitMax) {

  public static final Limits DEFAULT =
      new Limits(Wire.BODY_BYTES_MAX, 256, 4, 2_000, Wire.WAIT_MAX);
}
