package io.skillmill.parsers.process;

import java.util.Locale;

/**
 * A pattern for names of files, in which {@code *} stands for any characters and {@code ?} for one.
 * Letter case does not matter. Takes time in proportion to the lengths multiplied, at the worst.
 */
record NamePattern(String text) {

  NamePattern {
    text = text.toLowerCase(Locale.ROOT);
  }

  boolean fits(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int at = 0;
    int pattern = 0;
    int star = -1;
    int retry = 0;
    while (at < lower.length()) {
      if (pattern < text.length() && text.charAt(pattern) == '*') {
        star = pattern++;
        retry = at;
      } else if (pattern < text.length() && isSame(text.charAt(pattern), lower.charAt(at))) {
        pattern++;
        at++;
      } else if (star >= 0) {
        pattern = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (pattern < text.length() && text.charAt(pattern) == '*') {
      pattern++;
    }
    return pattern == text.length();
  }

  private static boolean isSame(char pattern, char letter) {
    return pattern == '?' || pattern == letter;
  }
}
