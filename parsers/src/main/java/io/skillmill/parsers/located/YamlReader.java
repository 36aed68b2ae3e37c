package io.skillmill.parsers.located;

import io.skillmill.parsers.text.SourceText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 event by event, so that nesting costs no stack. Tags are refused, for what they
 * mean only their writer knows; aliases are bounded, and count as what they stand for.
 */
final class YamlReader {

  /** How many aliases a file may have. */
  private static final int ALIASES_MAX = 1_000;

  private final TreeBuilder tree;
  private final YamlMarks marks;
  private final LoadSettings settings;
  private final ParserImpl events;
  private final Map<Anchor, TreeBuilder.Weighed> anchors = new HashMap<>();
  private final Deque<CollectionStartEvent> open = new ArrayDeque<>();
  private int aliases;
  private int documents;

  YamlReader(SourceText text, TreeBuilder tree) {
    this.tree = tree;
    this.marks = new YamlMarks(text.text());
    this.settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    this.events = new ParserImpl(settings, new StreamReader(settings, text.text()));
  }

  Located read() throws UnreadableException {
    try {
      while (events.hasNext()) {
        event(events.next());
      }
    } catch (MarkedYamlEngineException e) {
      throw malformed(e.getProblem(), marks.offset(e.getProblemMark()));
    } catch (ReaderException e) {
      throw malformed("it holds a character that YAML forbids", marks.offset(e.getPosition()));
    } catch (YamlEngineException e) {
      throw malformed(String.valueOf(e.getMessage()), 0);
    }
    return tree.root();
  }

  private void event(Event event) throws UnreadableException {
    int start = marks.offset(event.getStartMark());
    switch (event) {
      case DocumentStartEvent _ -> document(start);
      case CollectionStartEvent collection -> open(collection, start);
      case CollectionEndEvent _ -> close(marks.offset(event.getEndMark()));
      case AliasEvent alias -> alias(alias, start);
      case ScalarEvent scalar -> scalar(scalar, start);
      default -> {}
    }
  }

  private void document(int start) throws UnreadableException {
    if (++documents > 1) {
      throw tree.unreadable(
          "yaml-documents", "A second document begins here; keep one to a file", start);
    }
  }

  private void open(CollectionStartEvent collection, int start) throws UnreadableException {
    if (tree.expectsName()) {
      throw tree.unreadable(
          "yaml-name", "A list or mapping stands for a name here; write a plain name", start);
    }
    refuseTag(collection.getTag(), start);
    collection.getAnchor().ifPresent(anchors::remove);
    open.push(collection);
    tree.open(collection instanceof MappingStartEvent, start);
  }

  private void close(int end) {
    CollectionStartEvent collection = open.pop();
    var weighed = tree.close(collection.isFlow() ? Optional.of(end) : Optional.empty());
    collection.getAnchor().ifPresent(anchor -> anchors.put(anchor, weighed));
  }

  private void alias(AliasEvent alias, int start) throws UnreadableException {
    TreeBuilder.Weighed known = anchors.get(alias.getAlias());
    if (known == null || tree.expectsName()) {
      throw tree.unreadable(
          "yaml-alias",
          "The alias %s stands for no value that ends before it; write the value out"
              .formatted(Shown.of(alias.getAlias().getValue())),
          start);
    }
    if (++aliases > ALIASES_MAX) {
      throw tree.unreadable(
          "yaml-alias",
          "The file has more than %d aliases; use fewer".formatted(ALIASES_MAX),
          start);
    }
    tree.again(known, start, marks.offset(alias.getEndMark()));
  }

  private void scalar(ScalarEvent scalar, int start) throws UnreadableException {
    int end = marks.trimmed(marks.offset(scalar.getEndMark()), start);
    refuseTag(scalar.getTag(), start);
    if (tree.expectsName()) {
      tree.name(scalar.getValue(), start, end);
      return;
    }
    var weighed = tree.value(YamlScalars.value(scalar, settings), start, end);
    scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor, weighed));
  }

  private void refuseTag(Optional<String> tag, int start) throws UnreadableException {
    if (tag.isPresent() && !tag.get().equals("!")) {
      throw tree.unreadable(
          "yaml-tag",
          "The tag %s is not read, for others may take it for something else; remove it"
              .formatted(Shown.of(tag.get())),
          start);
    }
  }

  private UnreadableException malformed(String problem, int offset) {
    return tree.unreadable(
        "yaml-malformed",
        "The file is not YAML from here on: %s; put values that hold a colon or begin with a"
                .formatted(problem)
            + " sign in quotes, and indent with spaces",
        offset);
  }
}
