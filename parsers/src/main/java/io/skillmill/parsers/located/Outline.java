package io.skillmill.parsers.located;

import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a JSON or YAML file seems to hold: the names of its members, down to a few levels. It is for
 * telling formats apart, so it looks at the beginning of a file alone, takes broken files, and
 * costs next to nothing for a file that is neither.
 *
 * <p>A path is spelled {@code tools/0/name}; the root is the empty path.
 */
public final class Outline {

  /** How many items of an array are looked at. */
  public static final int ITEMS_MAX = 3;

  /** How much of a file is looked at. */
  static final int LOOK_BYTES_MAX = 1 << 20;

  private static final Outline NOTHING = new Outline(Map.of());

  private final Map<String, String> values;

  Outline(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Looks at the primary file.
   *
   * @param oneOf words of which the file must hold at least one, or nothing is seen in it
   */
  public static Outline ofJson(SkillSource source, String... oneOf) {
    byte[] bytes = source.primaryFile().bytes().orElse(new byte[0]);
    int start = Head.start(bytes);
    if (start == bytes.length || "{[\uFEFF".indexOf(Head.sign(bytes, start)) < 0) {
      return NOTHING;
    }
    String text = Head.of(bytes, LOOK_BYTES_MAX);
    return holdsAny(text, oneOf) ? new Outline(JsonOutline.of(text)) : NOTHING;
  }

  /** The same for YAML, of which the names at the beginning of a line are seen. */
  public static Outline ofYaml(SkillSource source, String... oneOf) {
    String text = head(source, LOOK_BYTES_MAX);
    return holdsAny(text, oneOf) ? new Outline(YamlOutline.of(text)) : NOTHING;
  }

  /**
   * The beginning of the primary file, with each byte a character of its own unless it is UTF-16.
   * Line ends are line feeds where nothing else ends a line.
   */
  public static String head(SkillSource source, int bytesMax) {
    return Head.of(source.primaryFile().bytes().orElse(new byte[0]), bytesMax);
  }

  /** The file's name in lower case, without its directories. */
  public static String fileName(SkillSource source) {
    String name = source.primary();
    return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  public boolean has(String path) {
    return values.containsKey(path);
  }

  public boolean isObject(String path) {
    return "{".equals(values.get(path));
  }

  public boolean isArray(String path) {
    return "[".equals(values.get(path));
  }

  /** What a short text says; empty where there is none. */
  public String text(String path) {
    String value = values.getOrDefault(path, "");
    return value.startsWith("\"") ? value.substring(1) : "";
  }

  public boolean isText(String path) {
    return values.getOrDefault(path, "").startsWith("\"");
  }

  /** The names directly below a path. */
  public List<String> names(String path) {
    String prefix = path.isEmpty() ? "" : path + "/";
    var names = new ArrayList<String>();
    for (String name : values.keySet()) {
      if (name.length() > prefix.length()
          && name.startsWith(prefix)
          && name.indexOf('/', prefix.length()) < 0) {
        names.add(name.substring(prefix.length()));
      }
    }
    return names;
  }

  /** How many of the names directly below a path are among these. */
  public int countOf(String path, Set<String> known) {
    return (int) names(path).stream().filter(known::contains).count();
  }

  private static boolean holdsAny(String text, String... words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
