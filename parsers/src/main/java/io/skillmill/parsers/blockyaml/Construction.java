package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Node.Leaf;
import io.skillmill.parsers.blockyaml.Node.Pair;
import io.skillmill.parsers.blockyaml.Node.Pairs;
import io.skillmill.parsers.blockyaml.Node.Series;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes values of a document. The fields of the first level are made one after the other, and what
 * they merge only after them, as in the reference; hence the line of work that waits.
 */
final class Construction {

  /** How deep fields and lists may nest before Python's stack is used up. */
  private static final int FIELDS_NESTING_MAX = 247;

  private static final int LIST_NESTING_MAX = 246;
  private static final int LIST_ALONE_NESTING_MAX = 325;

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean atOnce;

  /** A list used as a key. The reference makes it, and crashes later. */
  private boolean listAsKey;

  /** The values of a whole document. */
  Value value(Node root) {
    Value value = make(root, 0);
    while (!waiting.isEmpty()) {
      waiting.removeFirst().run();
    }
    if (listAsKey) {
      throw Refusal.crash(
          "AssertionError", "a list is used as a key; write a word before the colon", root.start());
    }
    return value;
  }

  private Value make(Node node, int depth) {
    return switch (node) {
      case Leaf leaf -> leaf.isSign() ? new Value.Sign(leaf.text().text()) : leaf.text();
      case Series series -> {
        var values = new ArrayList<Value>();
        soon(() -> fill(values, series, depth));
        yield new Value.Items(values);
      }
      case Pairs pairs -> {
        var values = new LinkedHashMap<String, Value>();
        soon(() -> fill(values, pairs, depth));
        yield new Value.Fields(values);
      }
    };
  }

  private void soon(Runnable work) {
    if (atOnce) {
      work.run();
    } else {
      waiting.addLast(work);
    }
  }

  /** Makes a node with all that is in it. */
  private Value makeWhole(Node node, int depth) {
    boolean before = atOnce;
    atOnce = true;
    Value value = make(node, depth);
    atOnce = before;
    return value;
  }

  private void fill(List<Value> values, Series series, int depth) {
    if (depth > (atOnce ? LIST_NESTING_MAX : LIST_ALONE_NESTING_MAX)) {
      throw Grammar.tooDeep(series.start());
    }
    series.nodes().forEach(node -> values.add(make(node, depth + 1)));
  }

  private void fill(Map<String, Value> values, Pairs pairs, int depth) {
    if (depth > FIELDS_NESTING_MAX) {
      throw Grammar.tooDeep(pairs.start());
    }
    List<Value.Fields> merged = merged(pairs, depth);
    var keys = new KeysSeen();
    for (Pair pair : pairs.pairs()) {
      if (!isMerge(pair)) {
        Object key = key(pair.key(), depth);
        Value value = makeWhole(pair.value(), depth + 1);
        keys.add(key, pair);
        if (key instanceof String name) {
          values.put(name, value);
        }
      }
    }
    for (Value.Fields more : merged) {
      more.values().forEach(values::putIfAbsent);
    }
    checkIndentation(pairs);
  }

  private static boolean isMerge(Pair pair) {
    return pair.key() instanceof Leaf leaf && leaf.isMerge();
  }

  /** A string, or the list of what a list used as a key holds. */
  private Object key(Node node, int depth) {
    if (node instanceof Leaf leaf) {
      return leaf.text().text();
    }
    Value value = makeWhole(node, depth + 1);
    if (value instanceof Value.Items items) {
      listAsKey = true;
      return items.values();
    }
    throw badMapping("fields are used as a key; write a word before the colon", node);
  }

  /** What stands under {@code <<}, perhaps not filled yet. */
  private List<Value.Fields> merged(Pairs pairs, int depth) {
    var merged = new ArrayList<Value.Fields>();
    for (Pair pair : pairs.pairs()) {
      if (isMerge(pair)) {
        if (!merged.isEmpty()) {
          throw Refusal.crash(
              "DuplicateKeyError", "<< is there twice; remove one", pair.key().start());
        }
        merge(pair.value(), merged, depth);
      }
    }
    return merged;
  }

  private void merge(Node source, List<Value.Fields> merged, int depth) {
    List<Node> nodes = source instanceof Series series ? series.nodes() : List.of(source);
    for (Node node : nodes) {
      if (!(node instanceof Pairs)) {
        throw badMapping("<< stands before what has no fields; remove it", node);
      }
      merged.add((Value.Fields) make(node, depth + 1));
    }
  }

  private static Refusal badMapping(String problem, Node node) {
    return Refusal.yaml("while constructing a mapping", problem, node.start());
  }

  private static void checkIndentation(Pairs pairs) {
    int column = -1;
    for (Pair pair : pairs.pairs()) {
      if (pair.value() instanceof Pairs inner && !isMerge(pair)) {
        column = column < 0 ? inner.start().column() : column;
        if (inner.start().column() != column) {
          throw Refusal.yaml(
              "While parsing",
              "these fields are indented differently from those under the field before; indent"
                  + " both alike",
              inner.start());
        }
      }
    }
  }
}
