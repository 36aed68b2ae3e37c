package io.skillmill.cli.talking;

import io.skillmill.cli.render.Terminal;
import io.skillmill.coordination.toolloop.Talk;
import io.skillmill.coordination.toolloop.ToolLoop;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.problem.Problem;
import java.util.List;

/**
 * A person asks, and a model answers with the help of tools: one question, or one after the other
 * until the person has enough. Belongs to one thread.
 */
public final class Conversation {

  private static final String MODEL = "agent: ";
  private static final String BETWEEN = "  ";

  private final ToolLoop loop;
  private final Terminal terminal;
  private final History history;

  /**
   * Begins one.
   *
   * @param instruction what the model is told before anything else
   */
  public Conversation(ToolLoop loop, String instruction, Terminal terminal) {
    this.loop = loop;
    this.terminal = terminal;
    this.history = new History(new ChatMessage.Instruction(instruction));
  }

  /** One question; the exit code. */
  public int once(String question) {
    return dialogue().once(question);
  }

  /** Questions as the person types them; the exit code. */
  public int untilEnough() {
    return dialogue().untilEnough();
  }

  private Dialogue dialogue() {
    return new Dialogue(
        terminal, Dialogue.Manner.PROMPTING, question -> answer(question).stop() == Talk.Stop.DONE);
  }

  private Talk answer(String question) {
    var talk = loop.run(history.with(new ChatMessage.Request(question)), this::told);
    history.keep(talk.messages());
    if (!talk.text().isEmpty()) {
      terminal.paragraph(MODEL, talk.text());
    }
    if (talk.stop() != Talk.Stop.DONE) {
      terminal.complain(
          talk.problem()
              .orElseGet(() ->
                  Problem.failed(
                      "The answer is not whole: " + talk.stop().why(), "Ask for less at a time")));
    }
    terminal.flush();
    return talk;
  }

  private void told(Talk.Step step) {
    switch (step) {
      case Talk.Step.Said said -> terminal.paragraph(MODEL, said.text());
      case Talk.Step.Called called ->
          terminal.glimpse(BETWEEN, called.tool() + " " + called.arguments());
      case Talk.Step.Returned returned ->
          terminal.glimpse(
              BETWEEN,
              returned.tool() + (returned.good() ? " gave " : " failed: ") + returned.text());
    }
    terminal.flush();
  }

  /** What was said so far. */
  List<ChatMessage> messages() {
    return history.messages();
  }
}
