package io.skillmill.cli.command;

import io.skillmill.schema.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Refuses slot counts that no worker can have. */
final class SlotCount {

  static final int MAX = 10_000;

  private SlotCount() {}

  static void check(@Nullable Integer slots) {
    if (slots != null && (slots < 1 || slots > MAX)) {
      throw Problem.usage(
              "A worker has 1 to %d slots, not %d".formatted(MAX, slots), "Give another -n")
          .asException();
    }
  }
}
