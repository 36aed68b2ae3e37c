package io.skillmill.coordination.skills.generating;

import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.problem.Problem;
import java.util.List;

/** What came of a wish for a skill. */
public sealed interface Generated {

  /** It was tried, and is kept as a draft of this number. */
  record Kept(long draft, String name, ChatUsage usage) implements Generated {}

  /**
   * Nothing that the model wrote would do, and nothing is kept.
   *
   * @param flaws what was wrong, one for each attempt
   */
  record Unfit(List<String> flaws, ChatUsage usage) implements Generated {
    public Unfit {
      flaws = List.copyOf(flaws);
    }
  }

  /** The model gave no answer. */
  record Unheard(Problem why) implements Generated {}
}
