package io.skillmill.cli.tools;

import io.skillmill.coordination.toolloop.Toolbox.Ran;
import io.skillmill.schema.run.RunFailure;
import java.util.List;
import java.util.Map;

/** What a model is told of a run that came to nothing. */
public final class FailedRun {

  /** What to do where nothing better is known. */
  public static final String OTHERWISE = "Do without it, or tell the person";

  private static final Map<String, String> REMEDIES =
      Map.of(
          RunFailure.Kind.INVALID_INPUT.word(), "Correct the arguments and call it again",
          RunFailure.Kind.REFUSED.word(), "Correct the arguments and call it again",
          RunFailure.Kind.UNKNOWN_SKILL.word(), "It is not there any more; use another",
          RunFailure.Kind.MISSING_CREDENTIALS.word(), "Tell the person which credentials it needs",
          RunFailure.Kind.BUSY.word(), "Try it again",
          RunFailure.Kind.UNAVAILABLE.word(), "Try it once more, or tell the person",
          RunFailure.Kind.TIMEOUT.word(), "Ask it for less, or tell the person");

  private FailedRun() {}

  public static Ran.Failed told(RunFailure failure) {
    return told(failure.kind().word(), failure.message(), failure.chain());
  }

  /**
   * The same in the words of the wire.
   *
   * @param chain the way down to the skill that failed, told where it was not the one that was
   *     called
   */
  public static Ran.Failed told(String kind, String message, List<String> chain) {
    String what =
        chain.size() < 2 ? message : "%s (in %s)".formatted(message, String.join(" -> ", chain));
    return new Ran.Failed(what, REMEDIES.getOrDefault(kind, OTHERWISE));
  }
}
