package io.skillmill.parsers.labels;

import io.skillmill.schema.skill.SkillFile;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/**
 * A labelled file as the reader saw it.
 *
 * @param file as it is read by parsers
 * @param lines of it, the first at 0
 */
record SkillText(SkillFile file, List<String> lines) {

  private static final int FENCE_MIN = 3;

  static SkillText of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new SkillText(SkillFile.of("SKILL.md", bytes), body.lines().toList());
  }

  boolean isBlank(int line) {
    return lines.get(line - 1).isBlank();
  }

  /** The lines of fences, their delimiters included. */
  BitSet fenced() {
    var fenced = new BitSet();
    String open = "";
    for (int line = 1; line <= lines.size(); line++) {
      String rest = unquoted(lines.get(line - 1));
      String marks = marks(rest);
      if (open.isEmpty()) {
        open = opens(rest, marks) ? marks : "";
        fenced.set(line, !open.isEmpty());
      } else {
        fenced.set(line);
        open = marks.startsWith(open) && rest.length() == marks.length() ? "" : open;
      }
    }
    return fenced;
  }

  private static boolean opens(String rest, String marks) {
    return marks.length() >= FENCE_MIN && rest.indexOf('`', marks.length()) < 0;
  }

  private static String unquoted(String line) {
    String rest = line.strip();
    while (rest.startsWith(">")) {
      rest = rest.substring(1).strip();
    }
    return rest;
  }

  /** The backticks or tildes a line begins with. */
  private static String marks(String rest) {
    int end = 0;
    while (end < rest.length()
        && (rest.charAt(0) == '`' || rest.charAt(0) == '~')
        && rest.charAt(end) == rest.charAt(0)) {
      end++;
    }
    return rest.substring(0, end);
  }
}
