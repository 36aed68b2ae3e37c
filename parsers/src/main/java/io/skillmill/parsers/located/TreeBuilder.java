package io.skillmill.parsers.located;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts values together into a tree as a reader meets them, within limits. */
final class TreeBuilder {

  /** How many values a file may hold, those that aliases stand for counted each time. */
  static final int VALUES_MAX = 500_000;

  /** How many doubled names are told one by one. */
  private static final int DOUBLED_TOLD_MAX = 20;

  private final SourceText text;
  private final int nestingMax;
  private final Deque<Frame> open = new ArrayDeque<>();
  private final List<Diagnostic> findings;
  private @Nullable Located root;
  private int values;
  private int doubled;

  /** An object or array that is not closed yet. */
  private static final class Frame {
    final ContainerNode<?> json;
    final int start;
    final int valuesBefore;
    final Located.Key key;
    final List<@Nullable Located> children = new ArrayList<>();
    final Map<String, Integer> places = new HashMap<>();
    int deepest;
    Located.@Nullable Key next;

    Frame(ContainerNode<?> json, int start, int valuesBefore, Located.Key key) {
      this.json = json;
      this.start = start;
      this.valuesBefore = valuesBefore;
      this.key = key;
    }
  }

  /**
   * A finished value with what it weighs.
   *
   * @param values how many values it holds, itself counted
   * @param levels how deep it nests
   */
  record Weighed(Located value, int values, int levels) {}

  TreeBuilder(SourceText text, Limits limits, List<Diagnostic> findings) {
    this.text = text;
    this.nestingMax = limits.nestingMax();
    this.findings = findings;
  }

  /** A member's name; its value comes next. */
  void name(String name, int start, int end) {
    frame().next = new Located.Key(SourceText.wellFormed(name), span(start, end));
  }

  /** Whether a name of an object comes next, rather than a value. */
  boolean expectsName() {
    return !open.isEmpty() && frame().json.isObject() && frame().next == null;
  }

  void open(boolean object, int start) throws UnreadableException {
    count(1, start);
    if (open.size() >= nestingMax) {
      throw unreadable(
          "too-deep",
          "The file nests deeper than %d levels; nest less".formatted(nestingMax),
          start);
    }
    open.push(new Frame(object ? Json.object() : Json.array(), start, values - 1, key(start)));
  }

  /** Closes the innermost; a block without a closing sign ends with its last child. */
  Weighed close(Optional<Integer> end) {
    Frame frame = open.pop();
    List<Located> children = frame.children.stream().filter(Objects::nonNull).toList();
    int last = children.isEmpty() ? frame.start + 1 : children.getLast().end();
    var span = span(frame.start, end.orElse(last));
    var value = new Located(frame.json, span, frame.key, children);
    value.adopt();
    attach(value, frame.deepest + 1);
    return new Weighed(value, values - frame.valuesBefore, frame.deepest + 1);
  }

  Weighed value(JsonNode json, int start, int end) throws UnreadableException {
    count(1, start);
    var span = span(start, end);
    var value = new Located(json, span, key(start), List.of());
    attach(value, 0);
    return new Weighed(value, 1, 0);
  }

  /** What was read before, once more. Its parts keep where they stand. */
  void again(Weighed earlier, int start, int end) throws UnreadableException {
    count(earlier.values(), start);
    if (open.size() + earlier.levels() > nestingMax) {
      throw unreadable(
          "too-deep", "Aliases nest deeper than %d levels; nest less".formatted(nestingMax), start);
    }
    Located same = earlier.value();
    var span = span(start, end);
    attach(new Located(same.json(), span, key(start), same.children()), earlier.levels());
  }

  Located root() throws UnreadableException {
    if (root == null) {
      throw unreadable("file-empty", "The file holds no value; write one", 0);
    }
    if (doubled > DOUBLED_TOLD_MAX) {
      findings.add(
          Diagnostic.error(
              "name-doubled",
              "%d more names stand twice; remove one of each".formatted(doubled - DOUBLED_TOLD_MAX),
              text.place(0, 0)));
    }
    return root;
  }

  UnreadableException unreadable(String rule, String message, int offset) {
    int at = Math.clamp(offset, 0, text.text().length());
    return new UnreadableException(Diagnostic.error(rule, message, text.place(at, at)));
  }

  private void attach(Located value, int levels) {
    if (open.isEmpty()) {
      root = value;
      return;
    }
    Frame frame = frame();
    frame.deepest = Math.max(frame.deepest, levels);
    switch (frame.json) {
      case ObjectNode object -> {
        Integer before = frame.places.put(value.name(), frame.children.size());
        if (before != null) {
          frame.children.set(before, null);
          tellDoubled(value);
        }
        object.set(value.name(), value.json());
      }
      case ArrayNode array -> array.add(value.json());
      default -> throw new IllegalStateException("No other container is opened");
    }
    frame.children.add(value);
    frame.next = null;
  }

  private void tellDoubled(Located value) {
    if (++doubled <= DOUBLED_TOLD_MAX) {
      Located name = value.named();
      findings.add(
          Diagnostic.error(
              "name-doubled",
              "The name %s stands twice in one object, and readers differ in which they take; here"
                      .formatted(Shown.of(value.name()))
                  + " it is the last, so remove one",
              text.place(name.start(), name.end())));
    }
  }

  private Located.Key key(int start) {
    if (open.isEmpty()) {
      return new Located.Key("", span(start, start + 1));
    }
    Frame frame = frame();
    return frame.next != null
        ? frame.next
        : new Located.Key(String.valueOf(frame.children.size()), span(start, start + 1));
  }

  /** At least one character, and within the text, though YAML may have a value after its end. */
  private Located.Span span(int start, int end) {
    int length = text.text().length();
    int from = Math.clamp(start, 0, Math.max(0, length - 1));
    return new Located.Span(from, Math.clamp(end, from + 1, Math.max(from + 1, length)));
  }

  private Frame frame() {
    return Objects.requireNonNull(open.peek());
  }

  private void count(int more, int start) throws UnreadableException {
    values += more;
    if (values > VALUES_MAX) {
      throw unreadable(
          "too-many-values",
          "The file holds more than %d values, aliases counted; split it".formatted(VALUES_MAX),
          start);
    }
  }
}
