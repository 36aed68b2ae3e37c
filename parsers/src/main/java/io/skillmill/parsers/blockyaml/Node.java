package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;
import io.skillmill.parsers.blockyaml.Token.Remarks;
import io.skillmill.parsers.blockyaml.Value.Text;
import java.util.List;

/** A part of the YAML document, before its keys are compared. */
sealed interface Node {

  Mark start();

  Remarks remarks();

  record Leaf(Text text, boolean plain, Mark start, Remarks remarks) implements Node {

    /** The sign that merges mappings when it is a key. */
    boolean isMerge() {
      return plain && text.text().equals("<<");
    }

    boolean isSign() {
      return isMerge() || (plain && text.text().equals("="));
    }
  }

  record Series(List<Node> nodes, Mark start, Remarks remarks) implements Node {}

  record Pairs(List<Pair> pairs, Mark start, Remarks remarks) implements Node {}

  record Pair(Node key, Node value) {}
}
