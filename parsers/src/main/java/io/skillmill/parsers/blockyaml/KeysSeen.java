package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Node.Leaf;
import io.skillmill.parsers.blockyaml.Node.Pair;
import io.skillmill.parsers.blockyaml.Token.Remarks;
import io.skillmill.parsers.blockyaml.Value.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a mapping so far. A key that comes twice is refused; but where comments stand before
 * both, the reference crashes over the comments first.
 */
final class KeysSeen {

  private final Map<Object, Commented> seen = new HashMap<>();

  /**
   * Which lists of comments a key has already.
   *
   * @param key whether comments stand before it
   * @param value whether comments stand before its value
   */
  private record Commented(boolean key, boolean value) {

    static final Commented NOT = new Commented(false, false);

    Commented and(Pair pair) {
      Remarks ofKey = pair.key().remarks();
      Remarks ofValue = pair.value().remarks();
      if ((key && ofKey.present()) || (value && ofValue.present())) {
        throw Refusal.crash(
            "TypeError",
            "a field is there twice, with comments at both; remove one",
            pair.key().start());
      }
      return new Commented(key || ofKey.before(), value || ofValue.before());
    }
  }

  void add(Object key, Pair pair) {
    Object comparable = key instanceof List<?> list ? comparable(list, pair) : key;
    Commented before = seen.get(comparable);
    Commented now = (before == null ? Commented.NOT : before).and(pair);
    if (before != null) {
      String name = pair.key() instanceof Leaf leaf ? leaf.text().text() : "whose key is a list";
      throw Refusal.yaml(
          "While parsing",
          "the field %s is there twice; remove one".formatted(name),
          pair.key().start());
    }
    seen.put(comparable, now);
  }

  private static List<Object> comparable(List<?> list, Pair pair) {
    var comparable = new ArrayList<Object>();
    for (Object each : list) {
      switch ((Value) each) {
        case Text text -> comparable.add(text.text());
        case Value.Sign _ -> comparable.add(new Object());
        case Value.Items _, Value.Fields _ ->
            throw Refusal.crash(
                "TypeError",
                "a list in a list is used as a key; write a word before the colon",
                pair.key().start());
      }
    }
    return comparable;
  }
}
