package io.skillmill.parsers.spec;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a name is made of.
 *
 * @param capitals whether some letters are capitals
 * @param refused what has no place in any name, for people; empty where there is none
 * @param beyondAscii whether there are small letters or digits of other scripts
 */
record NameCharacters(boolean capitals, String refused, boolean beyondAscii) {

  private static final int TOLD_MAX = 5;

  static NameCharacters of(String name) {
    boolean capitals = false;
    boolean beyond = false;
    Set<String> refused = new LinkedHashSet<>();
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
        capitals = true;
      } else if (c >= 0x80 && Character.isLetterOrDigit(c)) {
        beyond = true;
      } else if (!plain(c)) {
        refused.add(shown(c));
      }
    }
    return new NameCharacters(capitals, told(refused), beyond);
  }

  private static boolean plain(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  private static String told(Set<String> refused) {
    var some = refused.stream().limit(TOLD_MAX).toList();
    return String.join(", ", some) + (refused.size() > TOLD_MAX ? " and others" : "");
  }

  private static String shown(int c) {
    if (c == ' ') {
      return "a blank";
    }
    boolean visible =
        !Character.isISOControl(c)
            && !Character.isWhitespace(c)
            && Character.getType(c) != Character.FORMAT
            && Character.getType(c) != Character.UNASSIGNED;
    return visible ? "'" + Character.toString(c) + "'" : "U+%04X".formatted(c);
  }
}
