package io.skillmill.coordination.skills.graph;

import io.skillmill.schema.run.SkillName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds in a source the skills that it calls by a literal name: {@code call_skill("a", …)} and the
 * pairs {@code ("a", …)} or {@code ["a", …]} within {@code call_all(…)}. Passes over comments and
 * texts. Goes over the source once.
 */
final class CallScanner {

  private static final Set<String> ONE = Set.of("call_skill", "callSkill");
  private static final Set<String> SEVERAL = Set.of("call_all", "callAll");
  private static final int NAMES_MAX = 1_000;

  private final String source;
  private final String comment;
  private final Set<String> names = new LinkedHashSet<>();

  /** The brackets that are open; true for that of a {@code call_all}. */
  private final Deque<Boolean> open = new ArrayDeque<>();

  private int severals;
  private int at;

  private CallScanner(String source, String comment) {
    this.source = source;
    this.comment = comment;
  }

  /**
   * The names.
   *
   * @param comment what begins a comment that ends with its line
   */
  static Set<String> names(String source, String comment) {
    var scanner = new CallScanner(source, comment);
    while (scanner.at < source.length() && scanner.names.size() < NAMES_MAX) {
      scanner.step();
    }
    return scanner.names;
  }

  private void step() {
    char c = source.charAt(at);
    if (source.startsWith(comment, at)) {
      int end = source.indexOf('\n', at);
      at = end < 0 ? source.length() : end;
    } else if (isQuote(c)) {
      text();
    } else if (Character.isJavaIdentifierStart(c)) {
      word();
    } else if (c == '(' || c == '[') {
      at++;
      opened(false);
      if (severals > 0) {
        literal(true);
      }
    } else {
      at++;
      if ((c == ')' || c == ']') && !open.isEmpty() && open.pop()) {
        severals--;
      }
    }
  }

  private void word() {
    int start = at;
    while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
      at++;
    }
    String word = source.substring(start, at);
    boolean one = ONE.contains(word);
    if (!one && !SEVERAL.contains(word)) {
      return;
    }
    spaces();
    if (at < source.length() && source.charAt(at) == '(') {
      at++;
      opened(!one);
      if (one) {
        literal(false);
      }
    }
  }

  private void opened(boolean several) {
    open.push(several);
    severals += several ? 1 : 0;
  }

  /** Notes the name that stands here, if one does. */
  private void literal(boolean oneOfMore) {
    spaces();
    if (at >= source.length() || !isQuote(source.charAt(at))) {
      return;
    }
    String name = text();
    spaces();
    boolean more = at < source.length() && source.charAt(at) == ',';
    if (SkillName.isValid(name) && (more || !oneOfMore)) {
      names.add(name);
    }
  }

  private void spaces() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  /** Reads a text, which three quotes may enclose. */
  private String text() {
    char quote = source.charAt(at);
    String three = String.valueOf(quote).repeat(3);
    String end = source.startsWith(three, at) ? three : String.valueOf(quote);
    int start = at + end.length();
    at = start;
    while (at < source.length() && !source.startsWith(end, at)) {
      boolean broken = end.length() == 1 && quote != '`' && source.charAt(at) == '\n';
      if (broken) {
        return ""; // no text after all, but an apostrophe
      }
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    int stop = Math.min(at, source.length());
    at = Math.min(source.length(), at + end.length());
    return source.substring(Math.min(start, stop), stop);
  }
}
