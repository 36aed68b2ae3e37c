package io.skillmill.parsers.ensemble;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which elements of two documents speak of the same: they stand on a common line and share half of
 * their words. Each has one partner at the most, the likest.
 *
 * @param pairs in the order of the first document
 * @param onlyFirst without a partner, in their order
 * @param onlySecond without a partner, in their order
 */
record Alignment(List<Pair> pairs, List<Part> onlyFirst, List<Part> onlySecond) {

  private static final double LIKE = 0.5;

  /** How many lines of an element are looked at; what is longer is told by its first lines. */
  private static final int LINES_MAX = 50;

  /** How many elements on one line are compared. */
  private static final int ON_A_LINE_MAX = 50;

  /** Two elements that speak of the same. */
  record Pair(Part first, Part second) {}

  static Alignment of(List<Part> first, List<Part> second) {
    Map<Integer, List<Part>> byLine = byLine(second);
    var pairs = new ArrayList<Pair>();
    var alone = new ArrayList<Part>();
    var taken = new IdentityHashMap<Part, Boolean>();
    for (Part part : first) {
      Optional<Part> partner = likest(part, byLine, taken);
      partner.ifPresentOrElse(
          found -> {
            taken.put(found, true);
            pairs.add(new Pair(part, found));
          },
          () -> alone.add(part));
    }
    var left = second.stream().filter(part -> !taken.containsKey(part)).toList();
    return new Alignment(List.copyOf(pairs), List.copyOf(alone), left);
  }

  private static Map<Integer, List<Part>> byLine(List<Part> parts) {
    var byLine = new HashMap<Integer, List<Part>>();
    for (Part part : parts) {
      int last = Math.min(part.last(), part.first() + LINES_MAX);
      for (int line = part.first(); line <= last; line++) {
        List<Part> there = byLine.computeIfAbsent(line, _ -> new ArrayList<>());
        if (there.size() < ON_A_LINE_MAX) {
          there.add(part);
        }
      }
    }
    return byLine;
  }

  /** Of those equally like, one of the same kind, and of these the first. */
  private static Optional<Part> likest(
      Part part, Map<Integer, List<Part>> byLine, Map<Part, Boolean> taken) {
    Part best = null;
    double most = LIKE;
    int last = Math.min(part.last(), part.first() + LINES_MAX);
    for (int line = part.first(); line <= last; line++) {
      for (Part candidate : byLine.getOrDefault(line, List.of())) {
        double likeness =
            taken.containsKey(candidate)
                ? 0
                : part.likeness(candidate) + (part.kind().equals(candidate.kind()) ? 0.01 : 0);
        if (likeness > most || (best == null && likeness == most)) {
          best = candidate;
          most = likeness;
        }
      }
    }
    return Optional.ofNullable(best);
  }
}
