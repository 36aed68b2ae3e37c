package io.skillmill.parsers.rules;

import io.skillmill.parsers.phrases.FoldedText;
import java.util.List;

/** What a pack found in one text: matches in the order of their ends, and where cues stand. */
public final class Matches {

  private final FoldedText text;
  private final List<Match> found;
  private final List<String> cueNames;
  private final Offsets[] cues;

  /**
   * One place where a pattern matches.
   *
   * @param rule its index in the pack
   * @param start its first character
   * @param end one past its last
   */
  public record Match(int rule, int start, int end) {}

  Matches(FoldedText text, List<Match> found, List<String> cueNames, Offsets[] cues) {
    this.text = text;
    this.found = found;
    this.cueNames = cueNames;
    this.cues = cues;
  }

  public List<Match> found() {
    return found;
  }

  /** Whether a cue stands in a stretch of the text. */
  public boolean cued(String cue, int start, int end) {
    int index = cueNames.indexOf(cue);
    return index >= 0 && start < end && cues[index].within(text, start, end);
  }
}
