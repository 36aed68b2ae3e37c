package io.skillmill.parsers.labels;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which kinds each line of a file has, lines counted from 1. A line may have none, or several. */
final class KindLines {

  private final Map<Integer, Set<Kind>> kinds = new TreeMap<>();

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
