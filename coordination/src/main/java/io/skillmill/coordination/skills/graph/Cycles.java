package io.skillmill.coordination.skills.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for ways on which a skill comes to call itself. */
record Cycles(SkillGraph graph) {

  static final int TOLD_MAX = 100;

  /** Each once, whichever of its skills it was found from. */
  List<List<String>> all() {
    var cycles = new ArrayList<List<String>>();
    Set<Set<String>> seen = new HashSet<>();
    for (var node : graph.nodes()) {
      var cycle = through(node.name());
      if (cycles.size() < TOLD_MAX && cycle.isPresent() && seen.add(Set.copyOf(cycle.get()))) {
        cycles.add(cycle.get());
      }
    }
    return cycles;
  }

  Optional<List<String>> through(String start) {
    var cameFrom = new HashMap<String, String>();
    var next = new ArrayDeque<String>(List.of(start));
    while (!next.isEmpty()) {
      String at = next.remove();
      for (var edge : graph.from(at)) {
        if (edge.to().equals(start)) {
          return Optional.of(way(start, at, cameFrom));
        }
        if (cameFrom.putIfAbsent(edge.to(), at) == null) {
          next.add(edge.to());
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> way(String start, String last, HashMap<String, String> cameFrom) {
    var way = new ArrayList<String>(List.of(start));
    for (String at = last; !at.equals(start); at = cameFrom.getOrDefault(at, start)) {
      way.add(at);
    }
    way.add(start);
    Collections.reverse(way);
    return way;
  }
}
