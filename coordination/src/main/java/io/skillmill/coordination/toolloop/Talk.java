package io.skillmill.coordination.toolloop;

import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a loop led to, also where it was stopped on the way.
 *
 * @param text what the model said last; may be empty
 * @param messages all, those before the loop included; every call in them has its outcome, so that
 *     the talk can go on from here
 * @param problem why the model could not be heard, where that ended it
 */
public record Talk(
    Stop stop, String text, List<ChatMessage> messages, Effort effort, Optional<Problem> problem) {

  public Talk {
    messages = List.copyOf(messages);
  }

  /** What it took. */
  public record Effort(int turns, int calls, ChatUsage usage) {}

  /** Why it ended. */
  public enum Stop {
    /** The model had said all. */
    DONE("the model is done"),
    /** The model may not say more. */
    LENGTH("the answer is longer than the model may write"),
    /** The model's host held back what it said. */
    FILTERED("the answer was held back by the model's host"),
    TURNS("there were no turns left"),
    CALLS("there were no calls left"),
    TOKENS("there were no tokens left"),
    TIME("there was no time left"),
    /** The same call again and again. */
    REPEATED("the model made the same call again and again"),
    /** The model could not be heard. */
    UNHEARD("the model gave no answer"),
    /** Whoever asked does not want it any more. */
    CANCELLED("it was given up");

    private final String why;

    Stop(String why) {
      this.why = why;
    }

    /** The word on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String why() {
      return why;
    }
  }

  /** What happens on the way, for who looks on. */
  public sealed interface Step {

    /** The model says this, and wants tools to be run. */
    record Said(String text) implements Step {}

    /** A tool is run. */
    record Called(String tool, String arguments) implements Step {}

    /**
     * It came back.
     *
     * @param text what the model is told of it
     */
    record Returned(String tool, boolean good, String text) implements Step {}
  }
}
