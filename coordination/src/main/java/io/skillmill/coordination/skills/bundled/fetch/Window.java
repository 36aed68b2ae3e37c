package io.skillmill.coordination.skills.bundled.fetch;

import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * A piece of a text. Never cuts a character in two.
 *
 * @param next where the next one begins, if there is more
 * @param length of the whole text
 */
record Window(String text, OptionalInt next, int length) {

  static final int CHARS_MAX = 1_000_000;

  static Window of(String whole, ObjectNode input) {
    long asked = input.path("max_length").asLong(PageFetcher.WINDOW_CHARS);
    long size = Math.clamp(asked, 1L, CHARS_MAX);
    long from = Math.max(0, input.path("start_index").asLong(0));
    int length = whole.length();
    int start = (int) Math.min(from, length);
    int end = (int) Math.min(start + size, length);
    if (isWithin(whole, start)) {
      start++;
    }
    if (isWithin(whole, end)) {
      end += end - 1 > start ? -1 : 1;
    }
    return new Window(
        whole.substring(start, Math.max(start, end)),
        end < length ? OptionalInt.of(end) : OptionalInt.empty(),
        length);
  }

  private static boolean isWithin(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }
}
