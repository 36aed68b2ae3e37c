package io.skillmill.parsers.repair;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads one field: strictly if that works, else after putting its lines right, else by the repair
 * for the sign that its value begins with.
 */
final class Mending {

  private static final String INDICATORS = "*&!%@`,[]{}|>#";

  private final Recovery.StrictReader strict;

  Mending(Recovery.StrictReader strict) {
    this.strict = strict;
  }

  /**
   * @param depth how many fields this one stands in
   */
  Mended field(Entry entry, int depth) {
    Mended read = read(entry, depth);
    return entry.doubt().map(read::atLeast).orElse(read);
  }

  private Mended read(Entry entry, int depth) {
    Optional<JsonNode> sound = sound(entry);
    if (sound.isPresent()) {
      return closesMore(sound.get())
          ? Mended.by(Repair.FLOW_VALUE, sound.get())
          : Mended.sound(sound.get());
    }
    Tidied tidied = Tidied.of(entry);
    if (tidied.repair().isPresent()) {
      Optional<JsonNode> value = sound(tidied.entry());
      if (value.isPresent()) {
        return new Mended(value.get(), tidied.repair());
      }
    }
    return byShape(tidied.entry(), depth);
  }

  /**
   * Whether a text ends in a bracket that it did not open. By itself it is sound; among fields that
   * are not, it may as well be the end of the list or mapping above it.
   */
  private static boolean closesMore(JsonNode value) {
    if (!value.isString()) {
      return false;
    }
    String text = value.asString();
    return (text.endsWith("}") && text.indexOf('{') < 0)
        || (text.endsWith("]") && text.indexOf('[') < 0);
  }

  private Optional<JsonNode> sound(Entry entry) {
    if (!entry.key().regular()) {
      return Optional.empty();
    }
    return strict
        .read(entry.yaml())
        .filter(json -> json.size() == 1)
        .map(json -> json.path(entry.key().name()))
        .filter(value -> !value.isMissingNode());
  }

  private Mended byShape(Entry entry, int depth) {
    List<Line> rest = entry.textLines();
    String head = entry.head();
    if (!head.isEmpty()) {
      return value(entry.key().name(), head, rest, entry.indent());
    }
    boolean text = KnownFields.isText(entry.key().name());
    if (text || depth >= NestedValue.DEPTH_MAX) {
      return belowKey(entry.key().name(), rest, entry.indent());
    }
    return new NestedValue(strict, depth + 1).read(rest, entry.indent());
  }

  /** A text that begins on the line after its key. */
  private Mended belowKey(String key, List<Line> rest, int indent) {
    int first = 0;
    while (first < rest.size() && rest.get(first).isBlank()) {
      first++;
    }
    return first == rest.size()
        ? Mended.text(Repair.LINE_READER, "")
        : value(key, rest.get(first).text().strip(), rest.subList(first + 1, rest.size()), indent);
  }

  /**
   * @param key of the field that it belongs to; empty for an item of a list
   * @param head how it begins, which is not empty
   * @param rest the lines below
   * @param indent of the line that it begins on
   */
  Mended value(String key, String head, List<Line> rest, int indent) {
    return switch (head.charAt(0)) {
      case '"', '\'' -> QuotedText.read(head, rest, indent);
      case '|', '>' ->
          BlockText.Header.of(head)
              .map(header -> BlockText.read(header, rest))
              .orElseGet(() -> plain(head, rest, indent));
      case '[', '{' -> flow(key, head, rest, indent);
      case '!' -> tagged(head, rest, indent);
      default -> plain(head, rest, indent);
    };
  }

  private static Mended flow(String key, String head, List<Line> rest, int indent) {
    boolean template = head.startsWith("{{") || KnownFields.isText(key);
    Optional<JsonNode> value =
        template ? Optional.empty() : FlowReader.read(Folding.fold(head, rest));
    return value
        .map(node -> Mended.by(Repair.FLOW_VALUE, node))
        .orElseGet(() -> plain(head, rest, indent));
  }

  /** The tags of YAML itself are dropped; others are as likely words of the text. */
  private static Mended tagged(String head, List<Line> rest, int indent) {
    if (!head.startsWith("!!")) {
      return plain(head, rest, indent);
    }
    int blank = head.indexOf(' ');
    String value = blank < 0 ? "" : head.substring(blank).strip();
    String text = Folding.fold(value, rest);
    if (!text.isEmpty() && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
      return Mended.by(Repair.TAG, QuotedText.read(text, List.of(), indent).value());
    }
    return Mended.text(Repair.TAG, text);
  }

  private static Mended plain(String head, List<Line> rest, int indent) {
    String text = Folding.fold(head, rest);
    return Mended.by(fault(head, text, rest, indent), StringNode.valueOf(text));
  }

  /**
   * Why YAML does not take a text without quotes.
   *
   * @param head how the text begins in the file
   * @param text all of it
   * @param rest the lines below the one that it begins on
   * @param indent of that line
   */
  private static Repair fault(String head, String text, List<Line> rest, int indent) {
    if (INDICATORS.indexOf(head.charAt(0)) >= 0 || head.startsWith("- ") || head.startsWith("? ")) {
      return Repair.QUOTE_INDICATOR;
    }
    if (text.contains(": ") || text.contains(":\t") || text.endsWith(":")) {
      return Repair.QUOTE_COLON;
    }
    return rest.stream().anyMatch(line -> !line.isBlank() && line.indent() <= indent)
        ? Repair.PLAIN_COLUMN_0
        : Repair.LINE_READER;
  }
}
