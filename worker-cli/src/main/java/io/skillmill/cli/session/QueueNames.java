package io.skillmill.cli.session;

import io.skillmill.schema.problem.Problem;
import java.util.List;

/** Refuses names that no queue can have. */
public final class QueueNames {

  private static final int LENGTH_MAX = 100;

  private QueueNames() {}

  public static void check(List<String> names) {
    for (var name : names) {
      if (name.isBlank() || name.length() > LENGTH_MAX) {
        throw Problem.usage(
                "A queue's name has 1 to %d characters, not '%s'".formatted(LENGTH_MAX, name),
                "Give another name")
            .asException();
      }
    }
  }
}
