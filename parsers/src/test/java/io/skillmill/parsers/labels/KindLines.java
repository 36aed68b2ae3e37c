package io.skillmill.parsers.labels;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which kinds each line of a file has, lines counted from 1, and of which types its actions are. A
 * line may have none, or several.
 */
final class KindLines {

  private final Map<Integer, Set<Kind>> kinds = new TreeMap<>();
  private final Map<Integer, Set<String>> types = new HashMap<>();

  /** Says that the lines are there, without saying what they are. */
  void mark(int first, int last) {
    for (int line = first; line <= last; line++) {
      kinds.computeIfAbsent(line, _ -> EnumSet.noneOf(Kind.class));
    }
  }

  void add(Kind kind, int first, int last) {
    mark(first, last);
    for (int line = first; line <= last; line++) {
      at(line).add(kind);
    }
  }

  /** Says of which type an action is that stands in these lines. */
  void type(String type, int first, int last) {
    for (int line = first; line <= last; line++) {
      types.computeIfAbsent(line, _ -> new HashSet<>()).add(type);
    }
  }

  Set<String> types(int line) {
    return types.getOrDefault(line, Set.of());
  }

  boolean has(int line) {
    return kinds.containsKey(line);
  }

  Set<Kind> at(int line) {
    return kinds.getOrDefault(line, Set.of());
  }

  /** The lines that are there, in their order. */
  Set<Integer> lines() {
    return kinds.keySet();
  }
}
