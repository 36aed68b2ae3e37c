package io.skillmill.parsers.markdown;

import java.util.Locale;
import java.util.Set;

/** Takes off what stands before the words: boxes, step numbers, fence languages. */
final class Labels {

  /** Tags that only dress text up; any other is most often a placeholder such as {@code <name>}. */
  private static final Set<String> MARKUP =
      Set.of(
          "br", "b", "i", "u", "s", "em", "strong", "code", "kbd", "sub", "sup", "span", "div", "p",
          "a", "img", "hr", "small", "mark", "details", "summary", "font", "center");

  private Labels() {}

  /** An item's text without a box to tick before it. */
  static String withoutBox(String item) {
    String text = item.stripLeading();
    boolean box =
        text.length() > 3
            && text.charAt(0) == '['
            && " xX".indexOf(text.charAt(1)) >= 0
            && text.charAt(2) == ']'
            && Character.isWhitespace(text.charAt(3));
    return box ? text.substring(4).strip() : item;
  }

  /** What a heading such as "Step 2: Load" or "2. Load" asks for; empty for any other. */
  static String stepOf(String heading) {
    boolean named = heading.toLowerCase(Locale.ROOT).startsWith("step ");
    int start = named ? 5 : 0;
    int digits = start;
    while (digits < heading.length() && Character.isDigit(heading.charAt(digits))) {
      digits++;
    }
    int sign = digits;
    while (sign < heading.length() && ".:)-–— ".indexOf(heading.charAt(sign)) >= 0) {
      sign++;
    }
    boolean signed = sign > digits && (named || heading.charAt(digits) != ' ');
    boolean version = sign < heading.length() && Character.isDigit(heading.charAt(sign));
    return digits > start && signed && !version ? heading.substring(sign) : "";
  }

  /** An inline tag where it stands for text to be filled in; empty where it is markup. */
  static String placeholder(String html) {
    int start = html.startsWith("</") ? 2 : 1;
    int end = start;
    while (end < html.length() && Character.isLetterOrDigit(html.charAt(end))) {
      end++;
    }
    boolean markup =
        html.startsWith("<!")
            || MARKUP.contains(html.substring(start, end).toLowerCase(Locale.ROOT));
    return markup ? "" : html;
  }

  /** The first word of what stands behind a fence. */
  static String language(String info) {
    String word = info == null ? "" : info.strip();
    int end = 0;
    while (end < word.length() && !Character.isWhitespace(word.charAt(end))) {
      end++;
    }
    return word.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
