package io.skillmill.parsers.yaml;

import io.skillmill.parsers.repair.FieldLine;
import io.skillmill.parsers.text.SourceText;

/**
 * Lines that look like fields, for frontmatter whose end must be guessed.
 *
 * @param lastLine the last of them
 * @param nextLine the line after them, and after what closes them
 * @param fields how many begin in them
 * @param afterBlank whether an empty line stands before the next line
 */
record FieldRun(int lastLine, int nextLine, int fields, boolean afterBlank) {

  /** How many lines of comment may stand before a field. */
  private static final int COMMENT_MAX = 20;

  /**
   * @param first where they begin
   * @param last no further than this
   * @param closable whether a line that is nearly a fence closes them
   */
  static FieldRun from(SourceText text, int first, int last, boolean closable) {
    int end = first - 1;
    int fields = 0;
    boolean open = false;
    for (int number = first; number <= last; number++) {
      String line = text.line(number);
      if (closable && closes(line)) {
        return new FieldRun(end, number + 1, fields, false);
      }
      if (line.isBlank()) {
        continue;
      }
      boolean afterBlank = number > first && end < number - 1;
      var kind = FieldLine.of(line);
      boolean belongs =
          switch (kind) {
            case FIELD, OPEN_FIELD -> !afterBlank || FieldLine.isKnown(line);
            case INDENTED -> !afterBlank || open;
            case ITEM -> open;
            case COMMENT -> isFollowedByField(text, number, last);
            case OTHER -> false;
          };
      if (!belongs) {
        return new FieldRun(end, end + 1, fields, afterBlank);
      }
      if (kind == FieldLine.FIELD || kind == FieldLine.OPEN_FIELD) {
        fields++;
        open = kind == FieldLine.OPEN_FIELD;
      }
      end = number;
    }
    return new FieldRun(end, end + 1, fields, false);
  }

  /** Tells a comment from a heading. */
  private static boolean isFollowedByField(SourceText text, int comment, int last) {
    for (int number = comment + 1; number <= Math.min(last, comment + COMMENT_MAX); number++) {
      String line = text.line(number);
      if (!line.isBlank() && FieldLine.of(line) != FieldLine.COMMENT) {
        return FieldLine.isKnown(line);
      }
    }
    return false;
  }

  private static boolean closes(String line) {
    String bare = line.strip();
    return bare.equals("...") || Fences.isNearlyFence(bare);
  }
}
