package io.skillmill.coordination.wire;

import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import java.util.List;

/**
 * Finished attempts, and what to work on next.
 *
 * @param finishes reports
 * @param next the next claim
 */
public record Return(List<Finish> finishes, ClaimRequest next) {

  public Return {
    finishes = List.copyOf(finishes);
  }
}
