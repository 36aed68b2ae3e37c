package io.skillmill.parsers.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.Parser;

/** Composes nodes and refuses those with a tag, which can stand for anything in other readers. */
final class TaglessComposer extends Composer {

  TaglessComposer(LoadSettings settings, Parser parser) {
    super(settings, parser);
  }

  @Override
  protected Node composeScalarNode(Optional<Anchor> anchor, List<CommentLine> comments) {
    if (parser.peekEvent() instanceof ScalarEvent event) {
      refuse(event.getTag(), event);
    }
    return super.composeScalarNode(anchor, comments);
  }

  @Override
  protected SequenceNode composeSequenceNode(Optional<Anchor> anchor) {
    refuseCollection();
    return super.composeSequenceNode(anchor);
  }

  @Override
  protected Node composeMappingNode(Optional<Anchor> anchor) {
    refuseCollection();
    return super.composeMappingNode(anchor);
  }

  private void refuseCollection() {
    if (parser.peekEvent() instanceof CollectionStartEvent event) {
      refuse(event.getTag(), event);
    }
  }

  private static void refuse(Optional<String> tag, Event event) {
    if (tag.isPresent()) {
      throw new Refusal(
          "the tag %s stands in it, and tags are not read".formatted(tag.get()),
          event.getStartMark());
    }
  }

  /** Says where something stands that YAML would allow. */
  static final class Refusal extends MarkedYamlEngineException {
    private static final long serialVersionUID = 1L;

    Refusal(String problem, Optional<Mark> mark) {
      super("", Optional.empty(), problem, mark);
    }
  }
}
