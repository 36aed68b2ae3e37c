package io.skillmill.parsers.markdown;

import io.skillmill.parsers.markdown.MarkdownBody.Placeholder;
import java.util.ArrayList;
import java.util.List;

/** Finds what is filled in when a skill is run: {@code $1}, {@code $name}, {@code {{args}}}. */
final class Placeholders {

  /** How long what stands between two pairs of braces may be. */
  private static final int BRACES_MAX = 80;

  private Placeholders() {}

  static List<Placeholder> of(String text, int from) {
    var found = new ArrayList<Placeholder>();
    int dollar = next(text, "$", from);
    int braces = next(text, "{{", from);
    while (dollar < text.length() || braces < text.length()) {
      int at = Math.min(dollar, braces);
      int end = at == dollar ? dollar(text, at) : braces(text, at);
      if (end > at) {
        found.add(new Placeholder(text.substring(at, end), at, end));
      }
      int after = Math.max(at + 1, end);
      dollar = dollar < after ? next(text, "$", after) : dollar;
      braces = braces < after ? next(text, "{{", after) : braces;
    }
    return List.copyOf(found);
  }

  private static int next(String text, String sign, int from) {
    int at = text.indexOf(sign, from);
    return at < 0 ? text.length() : at;
  }

  private static int dollar(String text, int at) {
    int start = at + 1;
    boolean braced = text.startsWith("{", start);
    int name = braced ? start + 1 : start;
    int end = name;
    while (end < text.length() && inName(text.charAt(end))) {
      end++;
    }
    if (end == name) {
      return at;
    }
    if (braced) {
      return text.startsWith("}", end) ? end + 1 : at;
    }
    return index(text, end);
  }

  /** Past an index such as {@code [0]}. */
  private static int index(String text, int at) {
    int end = at + 1;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return text.startsWith("[", at) && end > at + 1 && text.startsWith("]", end) ? end + 1 : at;
  }

  private static int braces(String text, int at) {
    // a workflow of GitHub writes ${{ … }}, which no client fills in
    if (!text.startsWith("{{", at) || (at > 0 && text.charAt(at - 1) == '$')) {
      return at;
    }
    int most = Math.min(text.length() - 1, at + BRACES_MAX);
    for (int end = at + 2; end < most && text.charAt(end) != '\n'; end++) {
      if (text.charAt(end) == '}' && text.charAt(end + 1) == '}') {
        return end + 2;
      }
    }
    return at;
  }

  private static boolean inName(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }
}
