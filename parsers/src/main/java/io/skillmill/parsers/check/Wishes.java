package io.skillmill.parsers.check;

import io.skillmill.schema.skill.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The wishes of one file by the rules and the lines that they are about. */
final class Wishes {

  static final Wishes NONE = new Wishes(List.of());

  private final List<Ignore> all;
  private final Map<String, OfRule> byRule = new HashMap<>();

  /**
   * The wishes about one rule.
   *
   * @param near under the line of the file that each is about besides its own
   * @param own under the first of its own lines; comments do not overlap
   */
  private record OfRule(Map<Integer, Ignore> near, NavigableMap<Integer, Ignore> own) {

    void add(Ignore ignore) {
      near.putIfAbsent(ignore.line(), ignore);
      own.merge(ignore.place().line(), ignore, (a, b) -> end(b) > end(a) ? b : a);
    }

    Optional<Ignore> covering(int line) {
      return Optional.ofNullable(near.get(Ignore.WHOLE_FILE))
          .or(() -> Optional.ofNullable(near.get(line)))
          .or(() ->
              Optional.ofNullable(own.floorEntry(line))
                  .map(Map.Entry::getValue)
                  .filter(ignore -> end(ignore) >= line));
    }

    private static int end(Ignore ignore) {
      return ignore.place().lineEnd();
    }
  }

  Wishes(List<Ignore> all) {
    this.all = List.copyOf(all);
    for (Ignore ignore : all) {
      for (String rule : ignore.rules()) {
        byRule.computeIfAbsent(rule, _ -> new OfRule(new HashMap<>(), new TreeMap<>())).add(ignore);
      }
    }
  }

  List<Ignore> all() {
    return all;
  }

  /** One that passes over what a rule finds there. */
  Optional<Ignore> covering(String rule, Place found) {
    return Optional.ofNullable(byRule.get(rule)).flatMap(wishes -> wishes.covering(found.line()));
  }
}
