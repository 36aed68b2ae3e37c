package io.skillmill.parsers.text;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;

/** Tells text from binary by the share of characters that no one types. */
final class Controls {

  /** One in this many characters may be a control or broken one; more means a binary file. */
  private static final int SHARE = 10;

  /** Text in an old encoding is full of broken characters, but has hardly one control in it. */
  private static final int CONTROLS_SHARE = 100;

  private Controls() {}

  static boolean acceptable(String file, String text, List<Diagnostic> findings) {
    int controls = 0;
    int broken = 0;
    int line = 1;
    int firstLine = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line += c == '\n' ? 1 : 0;
      broken += c == '\uFFFD' ? 1 : 0;
      if (control(c)) {
        controls++;
        firstLine = firstLine == 0 ? line : firstLine;
      }
    }
    if (isBinary(controls, broken, text.length())) {
      findings.add(
          Diagnostic.error(
              "binary",
              "The file is binary, not text; give the skill a text file",
              Place.startOf(file)));
      return false;
    }
    if (controls > 0) {
      findings.add(
          Diagnostic.warning(
              "control-characters",
              "%d invisible control characters, the first on this line, upset other readers;"
                      .formatted(controls)
                  + " remove them",
              Place.of(file, firstLine, 1)));
    }
    return true;
  }

  private static boolean isBinary(long controls, long broken, long length) {
    boolean nothingElse = length > 0 && controls + broken == length;
    return nothingElse
        || ((controls + broken) * SHARE > length && controls * CONTROLS_SHARE > length);
  }

  private static boolean control(char c) {
    return (c < ' ' && c != '\n' && c != '\t') || (c >= '\u007F' && c < '\u00A0');
  }
}
