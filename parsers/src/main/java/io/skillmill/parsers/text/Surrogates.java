package io.skillmill.parsers.text;

/** Finds halves of surrogate pairs that stand alone. */
final class Surrogates {

  private Surrogates() {}

  /** Where the first one is; -1 where there is none. */
  static int firstAlone(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!pairAt(text, i)) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  static String replaced(String text, int first) {
    var sound = new StringBuilder(text);
    for (int i = first; i < sound.length(); i++) {
      if (Character.isSurrogate(sound.charAt(i))) {
        if (pairAt(sound, i)) {
          i++;
        } else {
          sound.setCharAt(i, '\uFFFD');
        }
      }
    }
    return sound.toString();
  }

  private static boolean pairAt(CharSequence text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }
}
