package io.skillmill.coordination.skills.bundled.fetch;

import io.skillmill.coordination.skills.settings.Settings;
import java.time.Duration;
import java.util.Set;

/**
 * What may be fetched, and how much of it.
 *
 * @param allowPrivate whether hosts that are not public may be asked, such as this machine; for
 *     hosts that serve nobody else
 * @param robots whether the robots.txt of a site is obeyed
 * @param pageBytesMax how large a page may be, unpacked
 * @param timeout how long it may take in all, redirects included
 */
public record FetchRules(boolean allowPrivate, boolean robots, int pageBytesMax, Duration timeout) {

  /** What a configuration may set. */
  public static final Set<String> SETTINGS =
      Set.of("allow_private", "robots", "page_bytes", "timeout_seconds");

  private static final int PAGE_BYTES_USUAL = 5 << 20;
  private static final int PAGE_BYTES_MOST = 64 << 20;
  private static final int SECONDS_USUAL = 20;
  private static final int SECONDS_MOST = 300;

  /** Those that a configuration gives, and the usual ones where it says nothing. */
  public static FetchRules of(Settings settings) {
    return new FetchRules(
        settings.flag("allow_private"),
        settings.flag("robots"),
        settings.number("page_bytes", PAGE_BYTES_USUAL, PAGE_BYTES_MOST),
        Duration.ofSeconds(settings.number("timeout_seconds", SECONDS_USUAL, SECONDS_MOST)));
  }
}
