package io.skillmill.parsers.labels;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Counts, line by line and kind by kind, how often a parser says what the labels say. */
final class LineScore {

  /** Lines of one kind: found and right, found and wrong, missed. */
  private static final class Count {
    int right;
    int wrong;
    int missed;

    void add(Count other) {
      right += other.right;
      wrong += other.wrong;
      missed += other.missed;
    }

    double precision() {
      return ratio(right, right + wrong);
    }

    double recall() {
      return ratio(right, right + missed);
    }

    double f1() {
      return ratio(2.0 * right, 2.0 * right + wrong + missed);
    }

    private static double ratio(double part, double whole) {
      return whole == 0 ? 0 : part / whole;
    }

    @Override
    public String toString() {
      return "%5.1f %5.1f %5.1f".formatted(100 * precision(), 100 * recall(), 100 * f1());
    }
  }

  private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);
  private int lines;
  private int typed;
  private int typedRight;

  LineScore() {
    for (Kind kind : Kind.values()) {
      counts.put(kind, new Count());
    }
  }

  /** One line: what it is, and what the parser made of it. */
  void line(Set<Kind> labelled, Set<Kind> found) {
    lines++;
    counts.forEach((kind, count) -> {
      boolean is = labelled.contains(kind);
      boolean said = found.contains(kind);
      count.right += is && said ? 1 : 0;
      count.wrong += !is && said ? 1 : 0;
      count.missed += is && !said ? 1 : 0;
    });
  }

  /** One line where both see an action, and the labels say of which type. */
  void type(Set<String> labelled, Set<String> found) {
    typed++;
    typedRight += labelled.containsAll(found) ? 1 : 0;
  }

  /** How many of the typed actions that were found have the right type. */
  String typeRow() {
    return "%17s".formatted("%d of %d".formatted(typedRight, typed));
  }

  int lines() {
    return lines;
  }

  /** The mean of the kinds' F1: each kind weighs the same, however many lines it has. */
  double macroF1() {
    return counts.values().stream().mapToDouble(Count::f1).average().orElseThrow();
  }

  double f1(Kind kind) {
    return of(kind).f1();
  }

  /** Precision, recall and F1 of a kind, in percent. */
  String row(Kind kind) {
    return of(kind).toString();
  }

  /** The means of the kinds' precisions, recalls and F1. */
  String macroRow() {
    return "%5.1f %5.1f %5.1f"
        .formatted(
            100 * counts.values().stream().mapToDouble(Count::precision).average().orElseThrow(),
            100 * counts.values().stream().mapToDouble(Count::recall).average().orElseThrow(),
            100 * macroF1());
  }

  /** All kinds counted together: each line of a kind weighs the same. */
  String microRow() {
    var all = new Count();
    counts.values().forEach(all::add);
    return all.toString();
  }

  private Count of(Kind kind) {
    return counts.getOrDefault(kind, new Count());
  }
}
