package io.skillmill.parsers.decompose;

import io.skillmill.schema.skill.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Spells a skill's or tool's name as an id, which may hold small letters and underscores only.
 *
 * <p>A hyphen becomes {@code _} and a digit {@code __} with its word, so {@code java-8} is {@code
 * java___eight} and not the same as {@code java-eight}. A name in any other characters loses some
 * of them, and gets letters made from its hash instead. Different names have different ids.
 */
public final class SkillId {

  private static final List<String> DIGITS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private static final int HASH_LETTERS = 10;

  private SkillId() {}

  /** The id of a skill that is a package or a file. */
  public static String ofSkill(String name) {
    return spelled("claude__skill__", name, '-');
  }

  /**
   * The id of another thing that a client loads, whose names go with hyphens.
   *
   * @param kind what it is in one word, such as {@code plugin}
   */
  public static String ofClient(String kind, String name) {
    return spelled("claude__" + kind + "__", name, '-');
  }

  /**
   * The id of a tool or of what holds tools. Their names go with underscores, so it is those that
   * are kept, and a hyphen that costs letters of the hash.
   *
   * @param kind what it is in one word, such as {@code tool}
   */
  public static String ofTool(String kind, String name) {
    return spelled("mcp__" + kind + "__", name, '_');
  }

  /** An id that no other content has, whatever it is called. */
  static String ofContent(String id, String contentHash) {
    return id + "____" + letters(contentHash);
  }

  private static String spelled(String prefix, String name, char joiner) {
    var spelled = new StringBuilder(prefix);
    boolean faithful = !name.isEmpty();
    char before = joiner;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'a' && c <= 'z') {
        spelled.append(c);
      } else if (c >= '0' && c <= '9') {
        spelled.append("__").append(DIGITS.get(c - '0'));
      } else {
        spelled.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : '_');
        faithful &= c == joiner && before != joiner;
      }
      before = c;
    }
    faithful &= before != joiner;
    return faithful
        ? spelled.toString()
        : spelled + "____" + letters(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static String letters(String hash) {
    var letters = new StringBuilder();
    for (int i = 0; i < HASH_LETTERS; i++) {
      letters.append((char) ('a' + Character.digit(hash.charAt(i), 16)));
    }
    return letters.toString();
  }
}
