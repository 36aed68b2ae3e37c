package io.skillmill.parsers.yaml;

import io.skillmill.parsers.repair.Repair;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Frontmatter.Block;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.StringNode;

/**
 * The reader of last resort, for frontmatter that is no YAML: each line that begins with a word and
 * a colon is a field, its value is what follows the first colon, and indented lines continue it.
 */
final class LineReader {

  private final SourceText text;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final StringBuilder value = new StringBuilder();
  private String key = "";
  private int keyLine;
  private int lastLine;

  private LineReader(SourceText text) {
    this.text = text;
  }

  static Frontmatter read(SourceText text, Block block, List<Diagnostic> findings) {
    var reader = new LineReader(text);
    for (int line = block.firstLine(); line <= block.lastLine(); line++) {
      reader.line(line);
    }
    reader.close();
    findings.add(
        Diagnostic.warning(
            "frontmatter-recovered",
            reader.fields.isEmpty()
                ? "No field could be read line by line either; rewrite the frontmatter"
                : "Read %s line by line instead; mend the frontmatter so that all readers agree"
                    .formatted(String.join(", ", reader.fields.keySet())),
            Place.of(text.file(), Math.max(1, block.firstLine() - 1), 1)));
    return new Frontmatter(true, reader.fields.values(), block.bodyLine());
  }

  /** Where the key of a line ends, which is at its first colon; 0 where it has no key. */
  static int keyEnd(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ':') {
        return i;
      }
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
        return 0;
      }
    }
    return 0;
  }

  private void line(int number) {
    String line = text.line(number);
    int end = keyEnd(line);
    if (end > 0) {
      close();
      key = line.substring(0, end);
      keyLine = number;
      lastLine = number;
      value.append(line.substring(end + 1).strip());
    } else if (!line.isBlank() && line.charAt(0) != '#') {
      value.append(value.isEmpty() ? "" : " ").append(line.strip());
      lastLine = number;
    }
  }

  /** The first of two fields with one name counts. */
  private void close() {
    if (!key.isEmpty()) {
      fields.putIfAbsent(key, field());
    }
    value.setLength(0);
  }

  private Field field() {
    int start = text.startOfLine(keyLine);
    int valueStart = start + key.length() + 1;
    int end = text.startOfLine(lastLine) + text.line(lastLine).length();
    return new Field(
        key,
        StringNode.valueOf(bare(value.toString())),
        text.place(start, start + key.length()),
        text.place(valueStart, end),
        text.text().substring(valueStart, end).strip(),
        Optional.of(Repair.LINE_READER));
  }

  /** Without the quotes or the block sign around it. */
  private static String bare(String value) {
    if (value.startsWith("|") || value.startsWith(">")) {
      boolean kept = value.length() > 1 && (value.charAt(1) == '-' || value.charAt(1) == '+');
      return value.substring(kept ? 2 : 1).strip();
    }
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
