package io.skillmill.cli.command;

import io.skillmill.schema.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses slot counts that no worker can have. */
final class SlotCount {

  static final int MAX = 10_000;

  private SlotCount() {}

  /** What WORKERS says, as containers know it; null where it says nothing. */
  static @Nullable Integer ofEnvironment(Map<String, String> environment) {
    String workers = environment.getOrDefault("WORKERS", "").strip();
    try {
      return workers.isEmpty() ? null : Integer.valueOf(workers);
    } catch (NumberFormatException _) {
      throw Problem.usage(
              "The environment says WORKERS=%s, which is no number".formatted(workers),
              "Set it to a whole number, or give -n")
          .asException();
    }
  }

  static void check(@Nullable Integer slots) {
    if (slots != null && (slots < 1 || slots > MAX)) {
      throw Problem.usage(
              "A worker has 1 to %d slots, not %d".formatted(MAX, slots), "Give another -n")
          .asException();
    }
  }
}
