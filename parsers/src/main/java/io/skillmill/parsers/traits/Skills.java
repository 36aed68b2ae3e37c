package io.skillmill.parsers.traits;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/**
 * Finds other skills that a text names: a name set apart beside the word "skill", {@code
 * Skill(name)}, and links to another package's SKILL.md.
 */
final class Skills {

  private static final int NAME_MAX = 64;
  private static final String SET_APART = "`\"*'“”";
  private static final String FILE = "/skill.md";

  private Skills() {}

  /** The skill that a link to its file names. */
  static Optional<String> ofLink(String target) {
    int at = target.length() - FILE.length();
    if (at <= 0 || !target.regionMatches(true, at, FILE, 0, FILE.length())) {
      return Optional.empty();
    }
    String name = target.substring(target.lastIndexOf('/', at - 1) + 1, at);
    return isName(name) ? Optional.of(name) : Optional.empty();
  }

  /**
   * Hands over each name once, where it stands first.
   *
   * @param own the name of the skill itself, which is no reference
   */
  static void named(String text, int from, String own, ObjIntConsumer<String> sink) {
    Set<String> told = new HashSet<>();
    for (int at = text.indexOf("kill", from); at > 0; at = text.indexOf("kill", at + 4)) {
      char s = text.charAt(at - 1);
      if ((s == 's' || s == 'S') && !inWord(text, at - 2)) {
        int end = text.startsWith("s", at + 4) ? at + 5 : at + 4;
        if (goesOn(text, end)) {
          continue;
        }
        int before = before(text, at - 1);
        int start = before >= 0 ? before : after(text, end);
        String name = start < 0 ? "" : name(text, start);
        if (!name.isEmpty() && !name.equals(own) && told.add(name)) {
          sink.accept(name, start);
        }
      }
    }
  }

  /** A full stop ends a sentence, unless it is that of {@code skill.md}. */
  private static boolean goesOn(String text, int at) {
    boolean sign = at < text.length() && "-_/.".indexOf(text.charAt(at)) >= 0;
    int next = sign ? at + 1 : at;
    return next < text.length() && Character.isLetterOrDigit(text.charAt(next));
  }

  private static boolean inWord(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "-_/.".indexOf(text.charAt(at)) >= 0);
  }

  /** Where a name begins that is set apart right before the word; -1 where none is. */
  private static int before(String text, int at) {
    int i = at - 1;
    while (i >= 0 && text.charAt(i) == ' ') {
      i--;
    }
    int close = i;
    while (i >= 0 && SET_APART.indexOf(text.charAt(i)) >= 0) {
      i--;
    }
    int end = i;
    while (i >= 0 && end - i <= NAME_MAX && inName(text.charAt(i))) {
      i--;
    }
    boolean apart = close > end && i >= 0 && end > i && SET_APART.indexOf(text.charAt(i)) >= 0;
    return apart ? i + 1 : -1;
  }

  /** Where one begins right behind it, in parentheses or set apart. */
  private static int after(String text, int end) {
    int i = end;
    boolean called = text.startsWith("(", i);
    while (i < text.length() && " :(".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    int open = i;
    while (i < text.length() && SET_APART.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i > open || called ? i : -1;
  }

  /** The name that begins here and is closed behind it; empty where none is. */
  private static String name(String text, int start) {
    int end = start;
    while (end < text.length() && end - start <= NAME_MAX && inName(text.charAt(end))) {
      end++;
    }
    boolean closed =
        end < text.length()
            && (SET_APART.indexOf(text.charAt(end)) >= 0 || text.charAt(end) == ')');
    String name = text.substring(start, end);
    return closed && isName(name) ? name : "";
  }

  private static boolean inName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
  }

  private static boolean isName(String name) {
    boolean letter = false;
    for (int i = 0; i < name.length(); i++) {
      letter |= Character.isLetter(name.charAt(i));
      if (!inName(name.charAt(i))) {
        return false;
      }
    }
    return letter && name.length() <= NAME_MAX && Character.isLetter(name.charAt(0));
  }
}
