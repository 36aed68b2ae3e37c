package io.skillmill.coordination.skills.bundled.fetch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a robots.txt lets one visitor see, as RFC 9309 reads it. Immutable.
 *
 * @param rules those of all groups for this visitor, or else of those for everybody
 */
record RobotsText(List<Rule> rules) {

  /** Whatever else is in it, looking it up ends: what takes more counts as forbidden. */
  private static final int STEPS_MAX = 20_000_000;

  static final RobotsText NOTHING_SAID = new RobotsText(List.of());

  record Rule(boolean allows, String pattern) {}

  RobotsText {
    rules = List.copyOf(rules);
  }

  /**
   * Reads it.
   *
   * @param visitor the name by which it may be meant
   */
  static RobotsText read(byte[] bytes, String visitor) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    var reader = new Reading(visitor.toLowerCase(Locale.ROOT));
    (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().forEach(reader::line);
    return new RobotsText(reader.meant ? reader.mine : reader.everybodys);
  }

  /** Whether a path, with its query, may be fetched. */
  boolean lets(String target) {
    // In a path these two are nothing but themselves.
    String path = RobotsPath.normal(target).replace("*", "%2A").replace("$", "%24");
    // spec: "The /robots.txt URI is implicitly allowed."
    if (path.equals("/robots.txt")) {
      return true;
    }
    var steps = new RobotsPath.Steps(STEPS_MAX);
    int longest = -1;
    boolean allowed = true;
    for (Rule rule : rules) {
      int length = rule.pattern().length();
      // spec: "The most specific match found MUST be used." and, where two are as long, "the allow
      // rule SHOULD be used"
      boolean counts = length > longest || (length == longest && rule.allows());
      if (counts && RobotsPath.matches(rule.pattern(), path, steps)) {
        longest = length;
        allowed = rule.allows();
      }
    }
    return allowed && !steps.isOver();
  }

  /** Goes through the lines, one by one. */
  private static final class Reading {

    private final String visitor;
    final List<Rule> mine = new ArrayList<>();
    final List<Rule> everybodys = new ArrayList<>();
    boolean meant;

    /** Whether the names of a group are being told, and which of those that count there were. */
    private boolean naming;

    private boolean forMe;
    private boolean forEverybody;

    Reading(String visitor) {
      this.visitor = visitor;
    }

    void line(String line) {
      int comment = line.indexOf('#');
      String said = comment < 0 ? line : line.substring(0, comment);
      int colon = said.indexOf(':');
      if (colon < 0) {
        return;
      }
      String value = said.substring(colon + 1).strip();
      switch (said.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "user-agent" -> name(value);
        case "allow" -> rule(true, value);
        case "disallow" -> rule(false, value);
        default -> {} // such as Sitemap, which ends no group
      }
    }

    private void name(String value) {
      if (!naming) {
        forMe = false;
        forEverybody = false;
      }
      naming = true;
      forEverybody |= value.equals("*");
      forMe |= product(value).equals(visitor);
      meant |= forMe;
    }

    /** The name alone, of such as {@code Skillmill/1.0}. */
    private static String product(String value) {
      int end = 0;
      while (end < value.length() && isOfName(value.charAt(end))) {
        end++;
      }
      return value.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isOfName(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }

    private void rule(boolean allows, String value) {
      naming = false;
      boolean sound = value.startsWith("/") || value.startsWith("*");
      if (!sound) {
        return; // an empty one, too: it forbids nothing
      }
      var rule = new Rule(allows, RobotsPath.normal(value));
      if (forMe) {
        mine.add(rule);
      }
      if (forEverybody) {
        everybodys.add(rule);
      }
    }
  }
}
