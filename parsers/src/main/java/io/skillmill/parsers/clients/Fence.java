package io.skillmill.parsers.clients;

import java.util.Optional;

/** The ways in which clients find the frontmatter of a file. */
enum Fence {
  /** The first line and a later one are {@code ---}, blanks around them allowed. */
  LINES {
    @Override
    Found find(String file) {
      return byLines(file);
    }
  },
  /** The same, and a byte order mark before it is no hindrance. */
  LINES_AFTER_MARK {
    @Override
    Found find(String file) {
      return byLines(withoutMark(file));
    }
  },
  /** The first line is exactly {@code ---}, and a later line begins with it. */
  EXACT {
    @Override
    Found find(String file) {
      int start = opening(file);
      return start < 0 ? none(file) : byLineBreak(file, start, 2);
    }
  },
  /** As {@link #EXACT}, after lone carriage returns have become line breaks. */
  EXACT_ANY_BREAK {
    @Override
    Found find(String file) {
      return EXACT.find(file.replace("\r\n", "\n").replace('\r', '\n'));
    }
  },
  /**
   * The file begins with {@code ---}, what else stands on that line names a language, and a later
   * line begins with {@code ---}; where none does, the file ends it.
   */
  LANGUAGE {
    @Override
    Found find(String file) {
      String text = withoutMark(file);
      int lineEnd = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
      if (!text.startsWith(MARK) || text.startsWith("----")) {
        return none(text);
      }
      if (!text.substring(MARK.length(), lineEnd).isBlank()) {
        return new Found(
            Optional.empty(),
            1,
            "The first line names a language, %s, for the frontmatter"
                .formatted(Texts.quoted(text.substring(MARK.length(), lineEnd))));
      }
      Found found = byLineBreak(text, lineEnd, 1);
      return found.yaml().isPresent()
          ? found
          : new Found(Optional.of(text.substring(lineEnd)), 1, "");
    }
  },
  /** The file begins with {@code ---}, and a later line does. */
  PREFIX {
    @Override
    Found find(String file) {
      String text = file.replace("\r\n", "\n").replace('\r', '\n');
      if (!text.startsWith(MARK)) {
        return none(text);
      }
      int close = text.indexOf("\n" + MARK, MARK.length());
      return close < 0
          ? none(text)
          : new Found(
              Optional.of(
                  close < MARK.length() + 1 ? "" : text.substring(MARK.length() + 1, close)),
              2,
              "");
    }
  };

  private static final String MARK = "---";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * What was found.
   *
   * @param yaml what stands between the fences; nothing where there is no frontmatter
   * @param line the line where that begins
   * @param problem why there is no frontmatter; empty where there is one
   */
  record Found(Optional<String> yaml, int line, String problem) {}

  abstract Found find(String file);

  private static String withoutMark(String file) {
    return !file.isEmpty() && file.charAt(0) == BYTE_ORDER_MARK ? file.substring(1) : file;
  }

  /** Where the second line begins, if the first is {@code ---} alone; else -1. */
  private static int opening(String file) {
    return file.startsWith("---\r\n") ? 5 : file.startsWith("---\n") ? 4 : -1;
  }

  private static Found byLineBreak(String file, int start, int line) {
    int close = file.indexOf("\n" + MARK, start);
    if (close < 0) {
      return none(file);
    }
    boolean carriage = close > start && file.charAt(close - 1) == '\r';
    return new Found(Optional.of(file.substring(start, carriage ? close - 1 : close)), line, "");
  }

  private static Found byLines(String file) {
    int start = 0;
    int line = 1;
    int yaml = -1;
    while (start <= file.length()) {
      int end = file.indexOf('\n', start);
      String content = end < 0 ? file.substring(start) : file.substring(start, end);
      boolean fence = content.strip().equals(MARK);
      if (line == 1 && !fence) {
        return none(file);
      }
      if (line > 1 && fence) {
        return line == 2
            ? new Found(Optional.empty(), 2, "Nothing stands in the frontmatter")
            : new Found(Optional.of(file.substring(yaml, start)), 2, "");
      }
      if (end < 0) {
        return none(file);
      }
      start = end + 1;
      yaml = line == 1 ? start : yaml;
      line++;
    }
    return none(file);
  }

  private static Found none(String file) {
    String why;
    if (!file.isEmpty() && file.charAt(0) == BYTE_ORDER_MARK) {
      why = "A byte order mark stands before the frontmatter, which hides it";
    } else if (!file.startsWith(MARK)) {
      why =
          file.stripLeading().startsWith(MARK)
              ? "Blanks or blank lines stand before the frontmatter, which hides it"
              : "No frontmatter begins the file";
    } else {
      why = "The frontmatter is not fenced by --- lines as this client looks for them";
    }
    return new Found(Optional.empty(), 1, why);
  }
}
