package io.skillmill.parsers.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The characters of a text that are not seen, or make it be seen otherwise than it is: runs of one
 * kind, without those that scripts and emoji need.
 */
public final class OddRuns {

  static final OddRuns NONE = new OddRuns("");

  /** How many runs of a text are kept; nobody reads so many. */
  private static final int RUNS_MAX = 10_000;

  private final String text;
  private final List<Run> runs = new ArrayList<>();

  /**
   * @param kind what they do
   * @param start the first one's offset
   * @param end one past the last one
   * @param count how many characters
   */
  record Run(OddCharacter kind, int start, int end, int count) {}

  private OddRuns(String text) {
    this.text = text;
  }

  static OddRuns of(String text) {
    var odd = new OddRuns(text);
    int length = text.length();
    for (int at = 0; at < length; at++) {
      char c = text.charAt(at);
      if ((c < ' ' && c != '\n' && c != '\t') || c >= 0x7F) {
        at += odd.look(at, text.codePointAt(at)) - 1;
      }
    }
    return odd;
  }

  List<Run> of(OddCharacter kind) {
    return runs.isEmpty() ? runs : runs.stream().filter(run -> run.kind == kind).toList();
  }

  /** Takes in one character, and says how long it is. */
  private int look(int at, int codePoint) {
    int length = Character.charCount(codePoint);
    Optional<OddCharacter> kind = OddCharacter.of(codePoint);
    if (kind.isPresent() && runs.size() < RUNS_MAX && !kind.get().needed(text, at, codePoint)) {
      add(kind.get(), at, at + length);
    }
    return length;
  }

  private void add(OddCharacter kind, int start, int end) {
    if (!runs.isEmpty() && runs.getLast().end == start && runs.getLast().kind == kind) {
      Run last = runs.removeLast();
      runs.add(new Run(kind, last.start, end, last.count + 1));
    } else {
      runs.add(new Run(kind, start, end, 1));
    }
  }
}
