package io.skillmill.coordination.skills.bundled.fetch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Characters that HTML writes in words or numbers. */
final class Entities {

  private static final int NAME_CHARS_MAX = 10;

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", "\u00A0"),
          Map.entry("copy", "©"),
          Map.entry("reg", "®"),
          Map.entry("trade", "™"),
          Map.entry("hellip", "…"),
          Map.entry("mdash", "—"),
          Map.entry("ndash", "–"),
          Map.entry("lsquo", "‘"),
          Map.entry("rsquo", "’"),
          Map.entry("ldquo", "“"),
          Map.entry("rdquo", "”"),
          Map.entry("laquo", "«"),
          Map.entry("raquo", "»"),
          Map.entry("bull", "•"),
          Map.entry("middot", "·"),
          Map.entry("deg", "°"),
          Map.entry("plusmn", "±"),
          Map.entry("times", "×"),
          Map.entry("divide", "÷"),
          Map.entry("frac12", "½"),
          Map.entry("frac14", "¼"),
          Map.entry("sup2", "²"),
          Map.entry("sup3", "³"),
          Map.entry("micro", "µ"),
          Map.entry("para", "¶"),
          Map.entry("sect", "§"),
          Map.entry("euro", "€"),
          Map.entry("pound", "£"),
          Map.entry("yen", "¥"),
          Map.entry("cent", "¢"),
          Map.entry("larr", "←"),
          Map.entry("rarr", "→"),
          Map.entry("uarr", "↑"),
          Map.entry("darr", "↓"),
          Map.entry("le", "≤"),
          Map.entry("ge", "≥"),
          Map.entry("ne", "≠"),
          Map.entry("auml", "ä"),
          Map.entry("ouml", "ö"),
          Map.entry("uuml", "ü"),
          Map.entry("Auml", "Ä"),
          Map.entry("Ouml", "Ö"),
          Map.entry("Uuml", "Ü"),
          Map.entry("szlig", "ß"),
          Map.entry("eacute", "é"),
          Map.entry("egrave", "è"),
          Map.entry("ecirc", "ê"),
          Map.entry("agrave", "à"),
          Map.entry("aacute", "á"),
          Map.entry("acirc", "â"),
          Map.entry("ccedil", "ç"),
          Map.entry("ntilde", "ñ"),
          Map.entry("iacute", "í"),
          Map.entry("oacute", "ó"),
          Map.entry("uacute", "ú"),
          Map.entry("aring", "å"),
          Map.entry("oslash", "ø"),
          Map.entry("aelig", "æ"),
          Map.entry("shy", ""),
          Map.entry("zwj", "\u200D"),
          Map.entry("zwnj", "\u200C"));

  private Entities() {}

  static String resolve(String text) {
    int at = text.indexOf('&');
    if (at < 0) {
      return text;
    }
    var resolved = new StringBuilder(text.length());
    int done = 0;
    for (; at >= 0; at = text.indexOf('&', Math.max(at + 1, done))) {
      int end = semicolon(text, at);

      String character = end < 0 ? null : character(text.substring(at + 1, end));
      if (character != null) {
        resolved.append(text, done, at).append(character);
        done = end + 1;
      }
    }
    return resolved.append(text, done, text.length()).toString();
  }

  /** The next one that is near enough; -1 where there is none. */
  private static int semicolon(String text, int from) {
    for (int at = from; at < Math.min(text.length(), from + NAME_CHARS_MAX); at++) {
      if (text.charAt(at) == ';') {
        return at;
      }
    }
    return -1;
  }

  private static @Nullable String character(String name) {
    return name.startsWith("#") ? numbered(name.substring(1)) : NAMED.get(name);
  }

  private static @Nullable String numbered(String digits) {
    boolean hex = digits.startsWith("x") || digits.startsWith("X");
    try {
      int code = Integer.parseInt(hex ? digits.substring(1) : digits, hex ? 16 : 10);
      boolean sound = Character.isValidCodePoint(code) && code > 0;
      return sound && !(code >= 0xD800 && code <= 0xDFFF) ? Character.toString(code) : "\uFFFD";
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
