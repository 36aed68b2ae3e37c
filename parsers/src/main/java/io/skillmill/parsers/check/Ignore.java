package io.skillmill.parsers.check;

import io.skillmill.schema.skill.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * A skill's wish that findings be passed over.
 *
 * @param rules of these rules, each once
 * @param reason why; empty where it does not say
 * @param place where the wish stands
 * @param line the further line it is about; 0 for the whole file
 */
record Ignore(List<String> rules, String reason, Place place, int line) {

  /** The line of a wish that is about every line. */
  static final int WHOLE_FILE = 0;

  /** Each finding is told with it, so a longer reason ends in an ellipsis. */
  private static final int REASON_MAX = 500;

  static final String WORD = "skillmill-ignore";
  private static final String FILE_WORD = WORD + "-file";

  /** Reads what stands in a comment; nothing where it is no wish. */
  static Optional<Ignore> of(String comment, Place place, int line) {
    String text = comment.strip();
    boolean whole = text.startsWith(FILE_WORD);
    if (!text.startsWith(WORD)) {
      return Optional.empty();
    }
    String rest = text.substring(whole ? FILE_WORD.length() : WORD.length());
    if (!rest.isEmpty() && !Character.isWhitespace(rest.charAt(0))) {
      return Optional.empty();
    }
    return Optional.of(read(rest.strip(), place, whole ? WHOLE_FILE : line));
  }

  /** A rule is followed by another one where a comma stands between them. */
  private static Ignore read(String wish, Place place, int line) {
    var rules = new LinkedHashSet<String>();
    int at = 0;
    boolean more = true;
    while (more) {
      int end = at;
      while (end < wish.length() && isRule(wish.charAt(end))) {
        end++;
      }
      if (end == at) {
        break;
      }
      rules.add(wish.substring(at, end));
      at = pastBlanks(wish, end);
      more = at < wish.length() && wish.charAt(at) == ',';
      at = more ? pastBlanks(wish, at + 1) : at;
    }
    return new Ignore(List.copyOf(rules), reason(wish.substring(at)), place, line);
  }

  private static int pastBlanks(String wish, int from) {
    int at = from;
    while (at < wish.length() && Character.isWhitespace(wish.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isRule(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  private static String reason(String rest) {
    int start = 0;
    while (start < rest.length() && (rest.charAt(start) == ':' || rest.charAt(start) == '-')) {
      start++;
    }
    String reason = rest.substring(start).strip();
    return reason.length() <= REASON_MAX ? reason : cut(reason) + "…";
  }

  /** Characters that are two in UTF-16 stay whole. */
  private static String cut(String reason) {
    return reason.substring(
        0, Character.isHighSurrogate(reason.charAt(REASON_MAX - 1)) ? REASON_MAX - 1 : REASON_MAX);
  }

  /** Whether any of the lines is one that it is about. */
  boolean coversAny(NavigableSet<Integer> lines) {
    if (line == WHOLE_FILE || lines.contains(line)) {
      return !lines.isEmpty();
    }
    Integer next = lines.ceiling(place.line());
    return next != null && next <= place.lineEnd();
  }
}
