package io.skillmill.parsers.yaml;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Refuses quoted text that goes on at the first column. The specification wants a continued line
 * indented deeper than its key; the library lets it pass, as some readers do and others do not.
 */
final class ColumnZero {

  private ColumnZero() {}

  static void refuse(MappingNode mapping, String yaml) {
    for (NodeTuple pair : mapping.getValue()) {
      if (pair.getValueNode() instanceof ScalarNode scalar && isQuoted(scalar)) {
        int lines =
            line(scalar.getEndMark().orElseThrow()) - line(scalar.getStartMark().orElseThrow());
        if (lines > 0) {
          refuse(scalar, lines, yaml);
        }
      }
    }
  }

  private static void refuse(ScalarNode scalar, int lines, String yaml) {
    int at = yaml.offsetByCodePoints(0, scalar.getStartMark().orElseThrow().getIndex());
    for (int i = 0; i < lines; i++) {
      at = yaml.indexOf('\n', at) + 1;
      char first = yaml.charAt(at);
      if (first != ' ' && first != '\t' && first != '\n') {
        throw new TaglessComposer.Refusal(
            "quoted text goes on at the first column", scalar.getStartMark());
      }
    }
  }

  private static boolean isQuoted(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
        || scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED;
  }

  private static int line(Mark mark) {
    return mark.getLine();
  }
}
