package io.skillmill.parsers.security;

import io.skillmill.parsers.phrases.Lookalikes;
import io.skillmill.parsers.security.OddRuns.Run;

/** Detectors of characters that deceive. */
final class CharacterDetectors {

  /** So many in a row carry something. */
  private static final int RUN_MIN = 6;

  /** How much hidden text is spelled out in a message. */
  private static final int SPELLED_MAX = 60;

  private static final int TAGS = 0xE0000;

  private CharacterDetectors() {}

  static void tags(View view, Detector.Sink sink) {
    for (Run run : view.odd().of(OddCharacter.TAG)) {
      sink.found(run.start(), run.end(), "", "it spells \"%s\"".formatted(spelled(view, run)));
    }
  }

  private static String spelled(View view, Run run) {
    String hidden = view.text().substring(run.start(), run.end());
    var spelled = new StringBuilder();
    hidden.codePoints().limit(SPELLED_MAX).map(c -> c - TAGS).forEach(spelled::appendCodePoint);
    return Excerpt.plain(spelled.toString());
  }

  static void selectors(View view, Detector.Sink sink) {
    runs(view, OddCharacter.SELECTOR, sink);
  }

  static void zeroWidth(View view, Detector.Sink sink) {
    runs(view, OddCharacter.ZERO_WIDTH, sink);
  }

  static void controls(View view, Detector.Sink sink) {
    runs(view, OddCharacter.CONTROL, sink);
  }

  static void bidi(View view, Detector.Sink sink) {
    for (Run run : view.odd().of(OddCharacter.BIDI)) {
      boolean needed =
          view.line(run.start()).codePoints().anyMatch(CharacterDetectors::rightToLeft);
      sink.found(run.start(), run.end(), needed ? "needed" : "", code(view, run));
    }
  }

  private static boolean rightToLeft(int c) {
    byte direction = Character.getDirectionality(c);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }

  private static void runs(View view, OddCharacter kind, Detector.Sink sink) {
    for (Run run : view.odd().of(kind)) {
      sink.found(run.start(), run.end(), run.count() >= RUN_MIN ? "run" : "", code(view, run));
    }
  }

  private static String code(View view, Run run) {
    String first = "U+%04X".formatted(view.text().codePointAt(run.start()));
    return run.count() == 1 ? first : "%d characters from %s on".formatted(run.count(), first);
  }

  /** Words in Latin letters with some that only look Latin. */
  static void mixedWords(View view, Detector.Sink sink) {
    String text = view.text();
    int at = 0;
    while (at < text.length()) {
      if (!Lookalikes.deceives(text.charAt(at))) {
        at++;
        continue;
      }
      int start = at;
      while (start > 0 && Character.isLetter(text.charAt(start - 1)) && at - start < 64) {
        start--;
      }
      int end = at;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      if (mixed(text, start, end)) {
        sink.found(start, end);
      }
      at = end;
    }
  }

  /** Mostly Latin, and nothing in it that a reader would take for another script. */
  static boolean mixed(String text, int start, int end) {
    int latin = 0;
    int deceiving = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        latin++;
      } else if (Lookalikes.deceives(c)) {
        deceiving++;
      } else {
        return false;
      }
    }
    return deceiving > 0 && latin >= 2;
  }
}
