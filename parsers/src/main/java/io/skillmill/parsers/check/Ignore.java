package io.skillmill.parsers.check;

import io.skillmill.schema.skill.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A skill's wish that findings be passed over.
 *
 * @param rules of these rules
 * @param reason why; empty where it does not say
 * @param place where the wish stands
 * @param line the further line it is about; 0 for the whole file
 */
record Ignore(List<String> rules, String reason, Place place, int line) {

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
    return Optional.of(read(rest.strip(), place, whole ? 0 : line));
  }

  /** A rule is followed by another one where a comma stands between them. */
  private static Ignore read(String wish, Place place, int line) {
    var rules = new ArrayList<String>();
    String rest = wish;
    boolean more = true;
    while (more && !rest.isEmpty()) {
      int end = 0;
      while (end < rest.length() && isRule(rest.charAt(end))) {
        end++;
      }
      if (end == 0) {
        break;
      }
      rules.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
      more = rest.startsWith(",");
      rest = more ? rest.substring(1).strip() : rest;
    }
    return new Ignore(List.copyOf(rules), reason(rest), place, line);
  }

  private static boolean isRule(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  private static String reason(String rest) {
    int start = 0;
    while (start < rest.length() && (rest.charAt(start) == ':' || rest.charAt(start) == '-')) {
      start++;
    }
    return rest.substring(start).strip();
  }

  boolean covers(String rule, Place found) {
    boolean near = line == 0 || found.line() == line || within(found.line());
    return near && rules.contains(rule) && found.file().equals(place.file());
  }

  private boolean within(int other) {
    return other >= place.line() && other <= place.lineEnd();
  }
}
