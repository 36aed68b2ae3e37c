package io.skillmill.cli.talking;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.session.Signals;
import io.skillmill.schema.problem.ProblemException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a person says, and who answers it: one question, or one after the other until the person has
 * enough. Ctrl-C interrupts who answers. Belongs to one thread.
 */
final class Dialogue {

  private static final Set<String> FAREWELLS = Set.of("", "q", "quit", "exit");
  private static final String PERSON = "you: ";

  private final Terminal terminal;
  private final Manner manner;
  private final Predicate<String> answering;

  /** Whether the person is shown when to speak. */
  enum Manner {
    PROMPTING,
    SILENT
  }

  /**
   * Begins one.
   *
   * @param answering shows the answer, and tells whether it is whole
   */
  Dialogue(Terminal terminal, Manner manner, Predicate<String> answering) {
    this.terminal = terminal;
    this.manner = manner;
    this.answering = answering;
  }

  /** One question; the exit code. */
  int once(String question) {
    var asking = Thread.currentThread();
    try (var signals = Signals.listen(asking::interrupt)) {
      boolean whole = answering.test(question);
      return signals.asked() ? signals.exitCode() : ExitCodes.failedIf(!whole);
    } finally {
      boolean _ = Thread.interrupted();
    }
  }

  /** Questions as the person types them; the exit code. */
  int untilEnough() {
    var asking = Thread.currentThread();
    try (var signals = Signals.listen(asking::interrupt);
        var lines = new Lines(terminal.in())) {
      Optional<String> question = asked(lines);
      while (question.isPresent() && !signals.asked()) {
        boolean whole = answer(question.get());
        line("");
        if (signals.asked() && !whole) {
          return signals.exitCode(); // the answer was broken off
        }
        question = signals.asked() ? Optional.empty() : asked(lines);
      }
      return ExitCodes.OK;
    } catch (InterruptedException _) {
      line("");
      return ExitCodes.OK; // Ctrl-C at the prompt is one of the ways to say good-bye
    } finally {
      boolean _ = Thread.interrupted();
    }
  }

  /** The next question may be answered, whatever is wrong with this one. */
  private boolean answer(String question) {
    try {
      return answering.test(question);
    } catch (ProblemException e) {
      terminal.complain(e.problem());
      return false;
    }
  }

  /** Empty where the person has enough. */
  private Optional<String> asked(Lines lines) throws InterruptedException {
    if (manner == Manner.PROMPTING) {
      terminal.raw(PERSON);
    }
    terminal.flush();
    var line = lines.next();
    if (!terminal.outIsTerminal() || line.isEmpty()) {
      line(Terminal.safe(line.orElse(""))); // nobody else has broken the line
    }
    return line.map(String::strip).filter(each -> !isFarewell(each));
  }

  private void line(String text) {
    if (manner == Manner.PROMPTING) {
      terminal.line(text);
    }
  }

  private static boolean isFarewell(String line) {
    return FAREWELLS.contains(line.toLowerCase(Locale.ROOT));
  }
}
