package io.skillmill.coordination.skills.bundled.fetch;

import java.time.Duration;

/**
 * What may be fetched, and how much of it.
 *
 * @param allowPrivate whether hosts that are not public may be asked, such as this machine; for
 *     tests, and for hosts that serve nobody else
 * @param pageBytesMax how large a page may be, unpacked
 * @param timeout how long it may take in all, redirects included
 */
public record FetchRules(boolean allowPrivate, int pageBytesMax, Duration timeout) {

  public static final FetchRules DEFAULT = new FetchRules(false, 5 << 20, Duration.ofSeconds(20));

  public FetchRules {
    if (pageBytesMax < 1 || timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "A page has at least 1 byte and 1 ms, not %d and %s".formatted(pageBytesMax, timeout));
    }
  }

  /** The same, with hosts that are not public. */
  public FetchRules allowingPrivate() {
    return new FetchRules(true, pageBytesMax, timeout);
  }
}
