package io.skillmill.coordination.agents;

import io.skillmill.schema.problem.Problem;
import java.nio.charset.StandardCharsets;

/**
 * What a person wants.
 *
 * @param content in their own words
 * @param mayWrite whether they may have skills written
 */
public record AgentWish(String content, boolean mayWrite) {

  /** How long it may be. */
  public static final int CONTENT_CHARS_MAX = 20_000;

  public AgentWish {
    if (content.isBlank() || content.length() > CONTENT_CHARS_MAX) {
      throw Problem.usage(
              "It is not said what is wanted",
              "Say it in 1 to %d characters".formatted(CONTENT_CHARS_MAX))
          .asException();
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(content)) {
      throw Problem.usage("The text holds half a character", "Send it as whole UTF-8")
          .asException();
    }
  }
}
