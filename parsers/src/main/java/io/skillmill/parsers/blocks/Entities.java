package io.skillmill.parsers.blocks;

import java.util.HashMap;
import java.util.Map;

/** Reads entities such as an ampersand by name; those that are rare stay as they are written. */
final class Entities {

  /** How long an entity may be, with both its signs. */
  private static final int LENGTH_MAX = 12;

  private static final Map<String, String> NAMED = named();

  private Entities() {}

  /** Where the entity that begins here ends; its start where there is none. */
  static int end(String text, int start) {
    int most = Math.min(text.length(), start + LENGTH_MAX);
    for (int i = start + 1; i < most; i++) {
      char c = text.charAt(i);
      if (c == ';') {
        return i > start + 1 ? i + 1 : start;
      }
      if (!(c == '#' && i == start + 1) && (c > 127 || !Character.isLetterOrDigit(c))) {
        return start;
      }
    }
    return start;
  }

  /** What it stands for; empty where it is no entity we know. */
  static String value(String entity) {
    return entity.charAt(1) == '#'
        ? number(entity)
        : NAMED.getOrDefault(entity.substring(1, entity.length() - 1), "");
  }

  private static String number(String entity) {
    boolean hex = entity.startsWith("x", 2) || entity.startsWith("X", 2);
    String digits = entity.substring(hex ? 3 : 2, entity.length() - 1);
    try {
      int point = Integer.parseInt(digits, hex ? 16 : 10);
      boolean whole = Character.isValidCodePoint(point) && point > 0 && !surrogate(point);
      return digits.startsWith("+") ? "" : whole ? Character.toString(point) : "\uFFFD";
    } catch (NumberFormatException e) {
      return "";
    }
  }

  private static boolean surrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static Map<String, String> named() {
    String table =
        """
        amp & lt < gt > quot " apos ' nbsp \u00A0 copy © reg ® trade ™ hellip … mdash — ndash – lsquo ‘ rsquo ’ \
        ldquo “ rdquo ” laquo « raquo » bull • middot · rarr → larr ← uarr ↑ darr ↓ harr ↔ rArr ⇒ lArr ⇐ times × \
        divide ÷ minus − plusmn ± le ≤ ge ≥ ne ≠ asymp ≈ deg ° sect § para ¶ euro € pound £ yen ¥ cent ¢ \
        check ✓ cross ✗ star ☆ infin ∞ micro µ frac12 ½ sup2 ² eacute é egrave è agrave à ccedil ç uuml ü ouml ö \
        auml ä szlig ß ntilde ñ num # lowbar _ ast * grave ` vert | lbrack [ rbrack ] lbrace { rbrace } lpar ( rpar ) \
        bsol \\ sol / colon : semi ; comma , period . excl ! quest ? dollar $ percnt % equals = plus + commat @ \
        ensp \u2002 emsp \u2003 thinsp \u2009 shy \u00AD zwj \u200D zwnj \u200C\
        """;
    var named = new HashMap<String, String>();
    String[] words = table.split(" ", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      named.put(words[i], words[i + 1]);
    }
    return named;
  }
}
