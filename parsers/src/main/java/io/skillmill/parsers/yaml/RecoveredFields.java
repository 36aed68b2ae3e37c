package io.skillmill.parsers.yaml;

import io.skillmill.parsers.repair.Recovery;
import io.skillmill.parsers.text.SourceText;

/** Makes fields of what was recovered, with the stretch of the file that each stands on. */
record RecoveredFields(SourceText text) {

  Field of(Recovery.Found recovered) {
    int line = text.startOfLine(recovered.line());
    int start = line + recovered.valueStart();
    int end = text.startOfLine(recovered.lastLine()) + text.line(recovered.lastLine()).length();
    while (end > start && text.text().charAt(end - 1) <= ' ') {
      end--;
    }
    while (start < end && text.text().charAt(start) <= ' ') {
      start++;
    }
    return new Field(
        recovered.key(),
        recovered.mended().value(),
        text.place(line + recovered.keyStart(), line + recovered.keyEnd()),
        text.place(start, end),
        SourceText.wellFormed(text.text().substring(start, end)),
        recovered.mended().repair());
  }
}
