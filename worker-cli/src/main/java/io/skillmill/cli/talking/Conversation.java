package io.skillmill.cli.talking;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.session.Signals;
import io.skillmill.coordination.toolloop.Talk;
import io.skillmill.coordination.toolloop.ToolLoop;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A person asks, and a model answers with the help of tools: one question, or one after the other
 * until the person has enough. Belongs to one thread.
 */
public final class Conversation {

  private static final Set<String> FAREWELLS = Set.of("", "q", "quit", "exit");
  private static final String PERSON = "you: ";
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
    var asking = Thread.currentThread();
    try (var signals = Signals.listen(asking::interrupt)) {
      var talk = answer(question);
      if (signals.asked()) {
        return signals.exitCode();
      }
      return ExitCodes.failedIf(talk.stop() != Talk.Stop.DONE);
    } finally {
      boolean _ = Thread.interrupted();
    }
  }

  /** Questions as the person types them; the exit code. */
  public int untilEnough() {
    var asking = Thread.currentThread();
    try (var signals = Signals.listen(asking::interrupt);
        var lines = new Lines(terminal.in())) {
      Optional<String> question = asked(lines);
      while (question.isPresent() && !signals.asked()) {
        var talk = answer(question.get());
        terminal.line("");
        if (signals.asked() && talk.stop() != Talk.Stop.DONE) {
          return signals.exitCode(); // the answer was broken off
        }
        question = signals.asked() ? Optional.empty() : asked(lines);
      }
      return ExitCodes.OK;
    } catch (InterruptedException _) {
      terminal.line("");
      return ExitCodes.OK; // Ctrl-C at the prompt is one of the ways to say good-bye
    } finally {
      boolean _ = Thread.interrupted();
    }
  }

  /** Empty where the person has enough. */
  private Optional<String> asked(Lines lines) throws InterruptedException {
    terminal.raw(PERSON);
    terminal.flush();
    var line = lines.next();
    if (!terminal.outIsTerminal() || line.isEmpty()) {
      terminal.line(Terminal.safe(line.orElse(""))); // nobody else has broken the line
    }
    return line.map(String::strip).filter(each -> !isFarewell(each));
  }

  private static boolean isFarewell(String line) {
    return FAREWELLS.contains(line.toLowerCase(Locale.ROOT));
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
