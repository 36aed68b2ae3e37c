package io.skillmill.parsers.text;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;

/** Makes every line end a line feed. */
final class Newlines {

  private Newlines() {}

  static String unify(String file, String text, List<Diagnostic> findings) {
    if (text.indexOf('\r') < 0) {
      return text;
    }
    int pairs = 0;
    int singles = 0;
    int feeds = 0;
    var unified = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\r') {
        feeds += c == '\n' ? 1 : 0;
        unified.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        pairs++;
        i++;
        unified.append('\n');
      } else {
        singles++;
        unified.append('\n');
      }
    }
    if (singles > 0 || (pairs > 0 && feeds > 0)) {
      findings.add(
          Diagnostic.warning(
              "newlines-mixed",
              "Lines end in several ways (%d CRLF, %d LF, %d CR); save the file with LF alone"
                  .formatted(pairs, feeds, singles),
              Place.startOf(file)));
    } else {
      findings.add(
          Diagnostic.info(
              "newlines-crlf",
              "Lines end in CRLF; some readers expect LF, so save the file with LF",
              Place.startOf(file)));
    }
    return unified.toString();
  }
}
