package io.skillmill.parsers.repair;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what is indented below a key: a mapping or a list, each part of it by itself. */
final class NestedValue {

  /** How many levels down fields are mended; what nests deeper is taken as text. */
  static final int DEPTH_MAX = 6;

  private final Recovery.StrictReader strict;
  private final Mending mending;
  private final int depth;
  private Optional<Repair> repair = Optional.empty();

  NestedValue(Recovery.StrictReader strict, int depth) {
    this.strict = strict;
    this.mending = new Mending(strict);
    this.depth = depth;
  }

  /**
   * @param indent of the key above
   */
  Mended read(List<Line> lines, int indent) {
    Optional<Line> first = lines.stream().filter(Line::isFilled).findFirst();
    if (first.isEmpty()) {
      return Mended.by(Repair.LINE_READER, NullNode.getInstance());
    }
    Line begins = first.get();
    JsonNode value;
    if (begins.isItem()) {
      value = list(lines, begins.indent());
    } else if (Key.of(begins.text()).isPresent()) {
      value = mapping(lines);
    } else {
      int at = lines.indexOf(begins);
      return mending.value("", begins.text().strip(), lines.subList(at + 1, lines.size()), indent);
    }
    return new Mended(value, repair).atLeast(Repair.BAD_INDENT);
  }

  private ObjectNode mapping(List<Line> lines) {
    var split = Splitter.split(lines);
    var fields = new Fields();
    for (Entry entry : split.entries()) {
      Mended value = mending.field(entry, depth);
      note(value);
      fields.add(entry, value);
    }
    if (!split.ignored().isEmpty()) {
      note(Mended.by(Repair.LINE_READER, NullNode.getInstance()));
    }
    ObjectNode mapping = Json.object();
    fields
        .all()
        .forEach(field -> {
          note(field.mended());
          mapping.set(field.key(), field.mended().value());
        });
    return mapping;
  }

  private ArrayNode list(List<Line> lines, int indent) {
    ArrayNode list = Json.array();
    var item = new ArrayList<Line>();
    for (Line line : lines) {
      if (line.isItem() && line.indent() <= indent && !item.isEmpty()) {
        list.add(item(item));
        item.clear();
      }
      if (!item.isEmpty() || line.isItem()) {
        item.add(line);
      }
    }
    list.add(item(item));
    return list;
  }

  private JsonNode item(List<Line> lines) {
    var yaml = new StringBuilder();
    lines.forEach(line -> yaml.append(line.text()).append('\n'));
    Optional<JsonNode> sound =
        strict.read(yaml.toString()).filter(json -> json.isArray() && json.size() == 1);
    if (sound.isPresent()) {
      return sound.get().get(0);
    }
    Mended mended = mended(lines);
    note(mended);
    return mended.value();
  }

  private Mended mended(List<Line> lines) {
    Line first = lines.getFirst();
    int dash = first.indent();
    var inner = new ArrayList<Line>(lines);
    inner.set(0, first.withText(" ".repeat(dash + 1) + first.text().substring(dash + 1)));
    boolean mapping = Key.of(inner.getFirst().text()).isPresent();
    if (mapping && depth < DEPTH_MAX) {
      return new NestedValue(strict, depth + 1).read(inner, dash);
    }
    String head = inner.getFirst().text().strip();
    return head.isEmpty()
        ? Mended.by(Repair.LINE_READER, NullNode.getInstance())
        : mending.value("", head, inner.subList(1, inner.size()), dash);
  }

  private void note(Mended value) {
    repair = repair.or(value::repair);
  }
}
