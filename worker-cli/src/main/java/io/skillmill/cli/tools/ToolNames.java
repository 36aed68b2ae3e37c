package io.skillmill.cli.tools;

import io.skillmill.schema.skill.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How skills are called as tools: by their mounts, where these are names that every model takes. Of
 * another mount the name is made, always the same one, whatever else is hosted.
 */
final class ToolNames {

  /** What OpenAI and Anthropic take; MCP takes more. */
  static final int LENGTH_MAX = 64;

  private static final int DIGITS_FEWEST = 8;
  private static final int DIGITS_MOST = 32;

  private ToolNames() {}

  /** The name of each mount; no two have the same. */
  static Map<String, String> of(Collection<String> mounts) {
    var names = new HashMap<String, String>();
    var taken = new HashSet<String>();
    var others = new TreeSet<String>();
    for (String mount : mounts) {
      if (isLegal(mount)) {
        names.put(mount, mount);
        taken.add(mount);
      } else {
        others.add(mount);
      }
    }
    others.forEach(mount -> names.put(mount, made(mount, taken)));
    return names;
  }

  static boolean isLegal(String name) {
    return !name.isEmpty()
        && name.length() <= LENGTH_MAX
        && name.chars().allMatch(ToolNames::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  /** More digits only where somebody gave another skill this very name. */
  private static String made(String mount, Set<String> taken) {
    String hash = Sha256.of(mount.getBytes(StandardCharsets.UTF_8));
    for (int digits = DIGITS_FEWEST; digits <= DIGITS_MOST; digits++) {
      String name = made(mount, hash.substring(0, digits));
      if (taken.add(name)) {
        return name;
      }
    }
    throw new IllegalStateException("No name is left for a tool");
  }

  private static String made(String mount, String end) {
    var name = new StringBuilder();
    mount
        .codePoints()
        .limit(LENGTH_MAX - 1L - end.length())
        .forEach(c -> name.append(isAllowed(c) ? (char) c : '_'));
    return name.append('_').append(end).toString();
  }
}
