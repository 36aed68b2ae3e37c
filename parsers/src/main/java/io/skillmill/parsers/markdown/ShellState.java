package io.skillmill.parsers.markdown;

import java.util.Set;

/** Whether a command goes on in the next line. */
final class ShellState {

  /** Words that begin what a single line does not end, and those that end it. */
  private static final Set<String> OPENERS =
      Set.of("for", "while", "until", "if", "case", "select");

  private static final Set<String> CLOSERS = Set.of("done", "fi", "esac");

  private final boolean quotes;
  private char quote;
  private int depth;
  private String hereEnd = "";

  /**
   * @param quotes whether quotes may span lines
   */
  ShellState(boolean quotes) {
    this.quotes = quotes;
  }

  boolean quoted() {
    return quote != 0;
  }

  /** Takes in a line, and says whether what it belongs to goes on. */
  boolean after(String line) {
    if (!hereEnd.isEmpty()) {
      hereEnd = line.strip().equals(hereEnd) ? "" : hereEnd;
      return !hereEnd.isEmpty() || depth > 0;
    }
    scan(line);
    depth = Math.max(0, depth);
    String end = line.stripTrailing();
    return quote != 0
        || depth > 0
        || !hereEnd.isEmpty()
        || end.endsWith("\\")
        || (end.endsWith("`") && !end.equals("`"))
        || end.endsWith("|")
        || end.endsWith("&&");
  }

  private void scan(String line) {
    boolean commandNext = quote == 0;
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (quote != 0) {
        i += c == '\\' && quote == '"' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '\\') {
        i++;
      } else if ((c == '"' || c == '\'') && quotes) {
        quote = c;
      } else if (c == '#' && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
        return;
      } else if (c == '<' && line.startsWith("<<", i) && !line.startsWith("<<<", i)) {
        i = here(line, i + 2);
        continue;
      } else if (Character.isLetter(c) && (i == 0 || !inWord(line.charAt(i - 1)))) {
        int end = wordEnd(line, i);
        commandNext = word(line.substring(i, end), commandNext);
        i = end;
        continue;
      } else if (c == ';' || c == '|' || c == '&' || c == '(') {
        commandNext = true;
      } else if (c == '{' && line.stripTrailing().length() == i + 1) {
        depth++;
      } else if (c == '}' && line.stripLeading().startsWith("}") && depth > 0) {
        depth--;
      }
      i++;
    }
  }

  /** Counts what the word opens or closes, and says whether a command may follow it. */
  private boolean word(String word, boolean commandNext) {
    if (commandNext) {
      depth += OPENERS.contains(word) ? 1 : CLOSERS.contains(word) ? -1 : 0;
    }
    return commandNext && (word.equals("do") || word.equals("then") || word.equals("else"));
  }

  private int here(String line, int from) {
    int start = from;
    while (start < line.length() && "-~ '\"\\".indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    int end = wordEnd(line, start);
    hereEnd = line.substring(start, end);
    return end < line.length() && "'\"".indexOf(line.charAt(end)) >= 0
        ? end + 1
        : Math.max(end, from);
  }

  private static int wordEnd(String line, int start) {
    int end = start;
    while (end < line.length() && inWord(line.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean inWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/';
  }
}
