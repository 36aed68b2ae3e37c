package io.skillmill.coordination.holding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs that wait for a slot, first come first served; those that need a core may be overtaken
 * by those that do not. Guarded by the lock of {@link Hands}.
 */
final class Ready {

  private final ArrayDeque<Run> computing = new ArrayDeque<>();
  private final ArrayDeque<Run> waiting = new ArrayDeque<>();

  void add(Run run) {
    (run.cpuBound ? computing : waiting).add(run);
  }

  /** The next one, or null. */
  @Nullable Run poll(boolean coreFree) {
    Run other = waiting.peek();
    Run core = coreFree ? computing.peek() : null;
    if (core == null || (other != null && other.takenNanos - core.takenNanos < 0)) {
      return waiting.poll();
    }
    return computing.poll();
  }

  void remove(Run run) {
    (run.cpuBound ? computing : waiting).remove(run);
  }

  /** Takes out those that were taken by this moment. */
  List<Run> takenBy(long nanos) {
    var out = new ArrayList<Run>();
    for (var line : List.of(computing, waiting)) {
      while (!line.isEmpty() && line.peek().takenNanos - nanos <= 0) {
        out.add(line.remove());
      }
    }
    return out;
  }

  int size() {
    return computing.size() + waiting.size();
  }
}
