package io.skillmill.parsers.yaml;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;

/** Says of sound fields where YAML is right but the author may not know it. */
record Remarks(SourceText text, List<Diagnostic> findings) {

  /** A comment that is meant for us is meant as one. */
  private static final String IGNORE = " skillmill-ignore";

  void on(List<Field> fields) {
    for (Field field : fields) {
      if (isPlain(field)) {
        comment(field);
        anchor(field);
      }
    }
  }

  private void comment(Field field) {
    String line = text.line(field.place().lineEnd());
    int from = field.place().line() == field.place().lineEnd() ? field.place().column() - 1 : 0;
    int sign = line.indexOf('#', Math.min(line.length(), from));
    while (sign > 0 && line.charAt(sign - 1) > ' ') {
      sign = line.indexOf('#', sign + 1);
    }
    if (sign > 0 && !line.startsWith(IGNORE, sign + 1)) {
      findings.add(
          Diagnostic.info(
              "frontmatter-comment-in-value",
              "YAML takes the # here for a comment, so the value of %s ends before it; put the value"
                      .formatted(field.name())
                  + " in quotes if the rest belongs to it",
              field.place()));
    }
  }

  private void anchor(Field field) {
    String original = field.original();
    if (!original.startsWith("&")) {
      return;
    }
    int blank = original.indexOf(' ');
    String anchor = original.substring(1, blank < 0 ? original.length() : blank);
    if (!text.text().contains("*" + anchor)) {
      findings.add(
          Diagnostic.info(
              "frontmatter-anchor",
              "YAML takes &%s for an anchor, so the value of %s begins behind it; put the value in"
                      .formatted(anchor, field.name())
                  + " quotes if it belongs to it",
              field.place()));
    }
  }

  /** Text without quotes, or nothing at all. */
  private static boolean isPlain(Field field) {
    return field.value().isValueNode()
        && (field.original().isEmpty() || "\"'|>[{*".indexOf(field.original().charAt(0)) < 0);
  }
}
