package io.skillmill.parsers.clients;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads frontmatter line by line, in the ways of several clients. */
final class LineFields {

  private static final String NAME = "name:";
  private static final String DESCRIPTION = "description:";

  private LineFields() {}

  /**
   * Lines that begin with {@code name:} or {@code description:}, however far they are indented; the
   * latter goes on in the indented lines behind it, the last of each counts.
   */
  static Optional<ObjectNode> nameAndDescription(String yaml) {
    List<String> lines = lines(yaml);
    @Nullable String name = null;
    @Nullable String description = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).stripLeading();
      if (line.startsWith(NAME)) {
        name = line.substring(NAME.length()).strip();
      } else if (line.startsWith(DESCRIPTION)) {
        var parts = new ArrayList<String>();
        parts.add(line.substring(DESCRIPTION.length()).strip());
        while (i + 1 < lines.size() && isContinuation(lines.get(i + 1))) {
          i++;
          parts.add(lines.get(i).strip());
        }
        parts.removeIf(String::isEmpty);
        description = String.join(" ", parts);
      }
    }
    return name == null || description == null
        ? Optional.empty()
        : Optional.of(Json.object().put("name", name).put("description", description));
  }

  private static boolean isContinuation(String line) {
    return isIndented(line) && !line.isBlank();
  }

  private static boolean isIndented(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }

  /** Every line that begins with a word and a colon, with the lines below an empty value. */
  static ObjectNode all(String yaml) {
    List<String> lines = lines(yaml);
    ObjectNode fields = Json.object();
    int i = 0;
    while (i < lines.size()) {
      int colon = keyEnd(lines.get(i), true);
      String line = lines.get(i);
      i++;
      if (colon == 0) {
        continue;
      }
      String value = line.substring(colon + 1).strip();
      if (value.isEmpty() && i < lines.size() && isIndented(lines.get(i))) {
        var below = new StringBuilder();
        while (i < lines.size() && (lines.get(i).isEmpty() || isIndented(lines.get(i)))) {
          below.append(lines.get(i)).append('\n');
          i++;
        }
        value = below.toString().strip();
      } else {
        value = unquoted(value);
      }
      if (!value.isEmpty()) {
        fields.put(line.substring(0, colon), value);
      }
    }
    return fields;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** The same YAML with each value at the top that holds a colon as a block of its own. */
  static String withColonsInBlocks(String yaml) {
    var changed = new StringBuilder(yaml.length() + 16);
    for (String line : lines(yaml)) {
      int colon = keyEnd(line.stripTrailing(), false);
      String value = colon == 0 ? "" : line.substring(line.indexOf(':') + 1).strip();
      boolean plain =
          !value.isEmpty()
              && !value.equals(">")
              && !value.equals("|")
              && value.charAt(0) != '"'
              && value.charAt(0) != '\'';
      if (plain && value.indexOf(':') >= 0) {
        changed.append(line, 0, colon).append(": |-\n  ").append(value);
      } else {
        changed.append(line);
      }
      changed.append('\n');
    }
    return changed.toString();
  }

  /**
   * Where the word ends that begins a line and has a colon behind it; 0 where there is none.
   *
   * @param hyphens whether the word may hold hyphens, and the colon must follow at once
   */
  private static int keyEnd(String line, boolean hyphens) {
    int end = 0;
    while (end < line.length() && isWord(line.charAt(end), hyphens)) {
      end++;
    }
    int colon = end;
    while (!hyphens && colon < line.length() && Texts.isBlank(line.charAt(colon))) {
      colon++;
    }
    boolean key = end > 0 && colon < line.length() && line.charAt(colon) == ':';
    return key && (hyphens || line.charAt(0) > '9') ? end : 0;
  }

  private static boolean isWord(char c, boolean hyphens) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || (hyphens && c == '-');
  }

  private static List<String> lines(String yaml) {
    return yaml.lines().toList();
  }
}
