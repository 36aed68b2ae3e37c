package io.skillmill.parsers.repair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One field as it stands in the file: a key and the lines up to the next one. */
final class Entry {

  /** A value on one line that is longer than this is taken for sentences. */
  private static final int PROSE_LENGTH = 60;

  private final Key key;
  private final List<Line> lines = new ArrayList<>();
  private final String head;
  private final boolean prose;
  private final boolean complete;
  private final boolean takesText;
  private Optional<Repair> doubt = Optional.empty();

  Entry(Key key, Line first) {
    this.key = key;
    this.lines.add(first);
    String value = first.text().substring(key.valueStart()).strip();
    this.head = isProperty(value) ? "" : value;
    this.prose = KnownFields.isProse(key.name()) || head.length() > PROSE_LENGTH;
    this.complete = isComplete(head, prose);
    this.takesText =
        !key.name().equals("name")
            && (head.isEmpty() || BlockText.Header.of(head).isPresent() || (!complete && prose));
  }

  void add(Line line) {
    lines.add(line);
  }

  /** From now on it is not certain, whatever its lines say; the first reason is kept. */
  void doubt(Repair reason) {
    if (doubt.isEmpty()) {
      doubt = Optional.of(reason);
    }
  }

  Key key() {
    return key;
  }

  /** What follows the colon on the first line. */
  String head() {
    return head;
  }

  List<Line> lines() {
    return Collections.unmodifiableList(lines);
  }

  String yaml() {
    var yaml = new StringBuilder();
    lines.forEach(line -> yaml.append(line.text()).append('\n'));
    return yaml.toString();
  }

  List<Line> rest() {
    return lines().subList(1, lines.size());
  }

  /** The lines below the first that may be text: without comments at the level of the key. */
  List<Line> textLines() {
    boolean block = BlockText.Header.of(head).isPresent();
    return lines.subList(1, end()).stream().filter(line -> block || !isLevelComment(line)).toList();
  }

  private int end() {
    int end = lines.size();
    while (end > 1 && (lines.get(end - 1).isBlank() || isLevelComment(lines.get(end - 1)))) {
      end--;
    }
    return end;
  }

  private boolean isLevelComment(Line line) {
    return line.isComment() && line.indent() <= indent();
  }

  int indent() {
    return lines.getFirst().indent();
  }

  Optional<Repair> doubt() {
    return doubt;
  }

  /** Whether its value is sentences, by its name or its length, that begin on the first line. */
  boolean isPlainProse() {
    return prose && !head.isEmpty() && BlockText.Header.of(head).isEmpty();
  }

  /** Whether the value is complete on the first line, so that no text can continue it. */
  boolean isComplete() {
    return complete;
  }

  /** Whether the value can only be on the lines below, or does not end on the first. */
  boolean isOpen() {
    return head.isEmpty()
        || BlockText.Header.of(head).isPresent()
        || switch (head.charAt(0)) {
          case '"', '\'' -> !complete;
          case '[', '{' -> new FlowReader.Depth().isOpenAfter(head);
          default -> false;
        };
  }

  /** Whether text at the first column may belong to it. */
  boolean takesText() {
    return takesText;
  }

  /** The last line that is part of the value. */
  Line last() {
    return lines.get(end() - 1);
  }

  /** An anchor alone, whose value is below. */
  private static boolean isProperty(String value) {
    return value.length() > 1 && value.charAt(0) == '&' && value.indexOf(' ') < 0;
  }

  private static boolean isComplete(String head, boolean prose) {
    if (head.isEmpty()) {
      return false;
    }
    return switch (head.charAt(0)) {
      case '"', '\'' -> Quotes.closes(head);
      case '[', '{' -> true;
      case '|', '>' -> BlockText.Header.of(head).isEmpty();
      default -> !prose;
    };
  }
}
