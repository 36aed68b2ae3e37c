package io.skillmill.coordination.skills.bundled;

/** What a caller wrote, as it is repeated in a message. */
final class Shown {

  private static final int LENGTH_MAX = 100;

  private Shown() {}

  static String of(String text) {
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "…";
  }
}
