package io.skillmill.parsers.yaml;

import io.skillmill.parsers.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes fields of the nodes of a YAML mapping, with the stretch of the file that each stands on.
 */
final class NodeFields {

  private final SourceText text;
  private final Offsets offsets;

  /**
   * @param start where the YAML begins in the text
   * @param end where it ends
   */
  NodeFields(SourceText text, int start, int end) {
    this.text = text;
    this.offsets = Offsets.of(text.text(), start, end);
  }

  List<Field> of(MappingNode mapping, ObjectNode values) {
    var fields = new ArrayList<Field>(mapping.getValue().size());
    for (NodeTuple pair : mapping.getValue()) {
      if (pair.getKeyNode() instanceof ScalarNode key) {
        String name = SourceText.wellFormed(key.getValue());
        fields.add(field(name, pair, values));
      }
    }
    return fields;
  }

  private Field field(String name, NodeTuple pair, ObjectNode values) {
    int key = offset(pair.getKeyNode().getStartMark());
    int keyEnd = offset(pair.getKeyNode().getEndMark());
    int start = offset(pair.getValueNode().getStartMark());
    int end = end(pair.getValueNode());
    if (start < keyEnd) { // an alias, whose node is the one it stands for
      start = Math.min(keyEnd + 1, text.text().length());
      end = endOfLine(start);
    }
    start = afterBlanks(start, end);
    end = beforeBlanks(start, end);
    return new Field(
        name,
        values.path(name),
        text.place(key, keyEnd),
        text.place(start, end),
        SourceText.wellFormed(text.text().substring(start, end)),
        Optional.empty());
  }

  /** A block ends with its last part, for the marks put comments and blank lines into it too. */
  private int end(Node node) {
    return switch (node) {
      case MappingNode block
          when block.getFlowStyle() == FlowStyle.BLOCK && !block.getValue().isEmpty() ->
          end(block.getValue().getLast().getValueNode());
      case SequenceNode block
          when block.getFlowStyle() == FlowStyle.BLOCK && !block.getValue().isEmpty() ->
          end(block.getValue().getLast());
      default -> offset(node.getEndMark());
    };
  }

  private int offset(Optional<Mark> mark) {
    return mark.map(found -> offsets.at(found.getIndex())).orElse(0);
  }

  private int endOfLine(int from) {
    int end = text.text().indexOf('\n', from);
    return end < 0 ? text.text().length() : end;
  }

  private int afterBlanks(int start, int end) {
    int at = start;
    while (at < end && text.text().charAt(at) <= ' ') {
      at++;
    }
    return at == end ? start : at;
  }

  private int beforeBlanks(int start, int end) {
    int at = Math.max(start, end);
    while (at > start && text.text().charAt(at - 1) <= ' ') {
      at--;
    }
    return at;
  }
}
