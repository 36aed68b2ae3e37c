package io.skillmill.parsers.markdown;

import java.util.Locale;

/** Takes off what stands before the words: boxes, step numbers, fence languages. */
final class Labels {

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
