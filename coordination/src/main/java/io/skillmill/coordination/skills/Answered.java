package io.skillmill.coordination.skills;

import io.skillmill.coordination.skills.passage.WrittenSize;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The outputs of a pure skill, for as long as they answer for the same input. Thread-safe. Whoever
 * comes while the first call is still under way makes one of its own.
 */
final class Answered {

  static final int ENTRIES_MAX = 1000;

  /** What is larger is not kept, or a thousand of them would fill the memory. */
  static final int BYTES_MAX = 16 << 10;

  private record Kept(JsonNode output, long untilNanos) {}

  private final long keepNanos;
  private final LongSupplier nanoTime;

  /** In order of use, the one not used for longest first. Under the lock of this. */
  private final Map<ObjectNode, Kept> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectNode, Kept> eldest) {
          return size() > ENTRIES_MAX;
        }
      };

  Answered(long keepNanos, LongSupplier nanoTime) {
    this.keepNanos = keepNanos;
    this.nanoTime = nanoTime;
  }

  static Answered during(Optional<Duration> keep) {
    return new Answered(keep.map(Duration::toNanos).orElse(0L), System::nanoTime);
  }

  Optional<JsonNode> find(ObjectNode input) {
    if (keepNanos == 0) {
      return Optional.empty();
    }
    synchronized (this) {
      var entry = entries.get(input);
      if (entry == null) {
        return Optional.empty();
      }
      if (nanoTime.getAsLong() - entry.untilNanos() >= 0) {
        entries.remove(input);
        return Optional.empty();
      }
      return Optional.of(entry.output().deepCopy());
    }
  }

  boolean isKeeping() {
    return keepNanos > 0;
  }

  /** Keeps an output, unless it or the input is large. The input is not changed any more. */
  void keep(ObjectNode input, JsonNode output) {
    if (!isKeeping()
        || WrittenSize.exceeds(input, BYTES_MAX)
        || WrittenSize.exceeds(output, BYTES_MAX)) {
      return;
    }
    var entry = new Kept(output.deepCopy(), nanoTime.getAsLong() + keepNanos);
    synchronized (this) {
      entries.put(input, entry);
    }
  }
}
