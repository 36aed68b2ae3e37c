package io.skillmill.parsers.located;

import java.util.HashMap;
import java.util.Map;

/** Lists the names that begin a line of a YAML text, with what follows them on that line. */
final class YamlOutline {

  private static final int PATHS_MAX = 1_000;
  private static final int TEXT_MAX = 200;

  private YamlOutline() {}

  static Map<String, String> of(String text) {
    var paths = new HashMap<String, String>();
    int start = 0;
    while (start < text.length() && paths.size() < PATHS_MAX) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      line(text, start, end, paths);
      start = end + 1;
    }
    return paths;
  }

  private static void line(String text, int start, int end, Map<String, String> paths) {
    int colon = start;
    while (colon < end && inName(text.charAt(colon))) {
      colon++;
    }
    if (colon > start && colon < end && text.charAt(colon) == ':') {
      String value = text.substring(colon + 1, Math.min(end, colon + TEXT_MAX)).strip();
      paths.put(text.substring(start, colon), "\"" + unquoted(value));
    }
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(last) == value.charAt(0);
    return quoted ? value.substring(1, last) : value;
  }

  private static boolean inName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$';
  }
}
