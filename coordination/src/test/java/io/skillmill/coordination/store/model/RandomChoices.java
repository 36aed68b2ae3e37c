package io.skillmill.coordination.store.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws lots; the same seed draws the same. Guarded by the lock of the database that asks. */
public final class RandomChoices implements Choices {

  private final RandomGenerator random;

  public RandomChoices(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public long taskId(long least) {
    return least;
  }

  @Override
  public String lease(long taskId, int attempt) {
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  @Override
  public String incarnation(String workerId) {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  @Override
  public Duration backoff(long taskId, int spent) {
    long longest = Choices.longestBackoff(spent).toMillis();
    return Duration.ofMillis(random.nextLong(longest / 2, longest + 1));
  }

  @Override
  public List<String> inTurn(List<String> open) {
    var order = new ArrayList<>(open);
    if (!order.isEmpty()) {
      Collections.rotate(order, random.nextInt(order.size()));
    }
    return order;
  }
}
