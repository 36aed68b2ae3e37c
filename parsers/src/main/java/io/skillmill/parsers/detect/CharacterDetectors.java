package io.skillmill.parsers.detect;

import io.skillmill.parsers.detect.OddRuns.Run;
import java.util.List;

/** Detectors of characters that deceive. */
final class CharacterDetectors {

  /** So many in a row carry something. */
  private static final int RUN_MIN = 6;

  /** So many places are no accident. */
  private static final int PLACES_MIN = 10;

  /** How much hidden text is spelled out in a message. */
  private static final int SPELLED_MAX = 60;

  private static final int TAGS = 0xE0000;

  private static final char ESCAPE = '\u001B';

  private CharacterDetectors() {}

  static void tags(View view, Detector.Sink sink) {
    for (Run run : view.odd().of(OddCharacter.TAG)) {
      sink.found(run.start(), run.end(), "", "they spell '%s'".formatted(spelled(view, run)));
    }
  }

  private static String spelled(View view, Run run) {
    String hidden = view.text().substring(run.start(), run.end());
    var spelled = new StringBuilder();
    hidden
        .codePoints()
        .map(c -> c - TAGS)
        .filter(c -> c >= ' ' && c < 0x7F)
        .limit(SPELLED_MAX)
        .forEach(spelled::appendCodePoint);
    return PlainText.of(spelled.toString());
  }

  static void selectors(View view, Detector.Sink sink) {
    for (Run run : view.odd().of(OddCharacter.SELECTOR)) {
      sink.found(run.start(), run.end(), run.count() >= RUN_MIN ? "run" : "", code(view, run));
    }
  }

  /** Each long run, and the rest once, for there may be very many. */
  static void zeroWidth(View view, Detector.Sink sink) {
    List<Run> runs = view.odd().of(OddCharacter.ZERO_WIDTH);
    List<Run> single = runs.stream().filter(run -> run.count() < RUN_MIN).toList();
    runs.stream()
        .filter(run -> run.count() >= RUN_MIN)
        .forEach(run -> sink.found(run.start(), run.end(), "run", code(view, run)));
    once(view, single, single.size() >= PLACES_MIN ? "many" : "", sink);
  }

  static void controls(View view, Detector.Sink sink) {
    List<Run> runs = view.odd().of(OddCharacter.CONTROL);
    boolean escapes = runs.stream().anyMatch(run -> view.text().charAt(run.start()) == ESCAPE);
    once(view, runs, escapes ? "escape" : "", sink);
  }

  private static void once(View view, List<Run> runs, String trait, Detector.Sink sink) {
    if (!runs.isEmpty()) {
      Run first = runs.getFirst();
      String places = runs.size() == 1 ? "" : ", in %d places".formatted(runs.size());
      sink.found(first.start(), first.end(), trait, code(view, first) + places);
    }
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

  private static String code(View view, Run run) {
    String first = "U+%04X".formatted(view.text().codePointAt(run.start()));
    return run.count() == 1 ? first : "%d characters from %s on".formatted(run.count(), first);
  }
}
