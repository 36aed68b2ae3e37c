package io.skillmill.coordination.toolloop;

import java.time.Duration;

/**
 * How much may be spent on one question of a person.
 *
 * @param turns how often the model is asked
 * @param calls how many tools are run in all
 * @param tokens how many are spent in all; the turn that passes them is the last
 * @param time for everything
 * @param outcomeChars how much of a tool's output the model is told
 */
public record Bounds(int turns, int calls, long tokens, Duration time, int outcomeChars) {

  public static final Bounds DEFAULT = new Bounds(16, 64, 500_000, Duration.ofMinutes(10), 100_000);

  private static final int OUTCOME_CHARS_MIN = 100;

  public Bounds {
    if (turns < 1 || calls < 0 || tokens < 1 || outcomeChars < OUTCOME_CHARS_MIN) {
      throw new IllegalArgumentException(
          "A loop has a turn, a token and %d characters at the least, not %d, %d and %d"
              .formatted(OUTCOME_CHARS_MIN, turns, tokens, outcomeChars));
    }
  }

  public Bounds ofTurns(int most) {
    return new Bounds(most, calls, tokens, time, outcomeChars);
  }

  public Bounds ofCalls(int most) {
    return new Bounds(turns, most, tokens, time, outcomeChars);
  }

  public Bounds ofTokens(long most) {
    return new Bounds(turns, calls, most, time, outcomeChars);
  }

  public Bounds within(Duration most) {
    return new Bounds(turns, calls, tokens, most, outcomeChars);
  }
}
