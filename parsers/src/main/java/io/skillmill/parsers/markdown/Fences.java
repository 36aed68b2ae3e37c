package io.skillmill.parsers.markdown;

import io.skillmill.parsers.blocks.Block;
import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.decompose.Passage.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes passages of code: one of each command of a shell session, one of any other code. */
final class Fences {

  private final String text;
  private final Passages passages;
  private final List<MarkdownBody.Command> commands = new ArrayList<>();
  private final List<MarkdownBody.Fence> all = new ArrayList<>();

  private int outputs;

  Fences(String text, Passages passages) {
    this.text = text;
    this.passages = passages;
  }

  List<MarkdownBody.Command> commands() {
    return commands;
  }

  List<MarkdownBody.Fence> all() {
    return all;
  }

  /** How many lines are what commands printed, which says nothing to do. */
  int outputs() {
    return outputs;
  }

  void code(Block.Code code) {
    String language = language(code.info());
    boolean loadTime = language.startsWith("!");
    all.add(new MarkdownBody.Fence(code.start(), code.end(), loadTime));
    if (loadTime || Shells.is(language, text, code.lines())) {
      session(code, language, loadTime);
    } else {
      whole(code, language);
    }
  }

  private void session(Block.Code code, String language, boolean loadTime) {
    String shell = language.isEmpty() || loadTime ? "sh" : language;
    ShellCommands session = ShellCommands.of(text, code.lines());
    outputs += session.outputs();
    for (ShellCommands.Command command : session.all()) {
      commands.add(
          new MarkdownBody.Command(
              command.text(), shell, loadTime, command.start(), command.end()));
      passages.add(
          new Passage(
              Shape.COMMAND,
              command.text(),
              command.start(),
              command.end(),
              passages.path(),
              shell,
              command.comment(),
              0));
    }
  }

  private void whole(Block.Code code, String language) {
    var literal = new StringBuilder();
    for (int i = 0; i < code.lines().count(); i++) {
      literal.append(i == 0 ? "" : "\n").append(text, code.lines().start(i), code.lines().end(i));
    }
    if (!literal.toString().isBlank()) {
      int first = 0;
      while (blank(code.lines().start(first), code.lines().end(first))) {
        first++;
      }
      passages.add(
          new Passage(
              Shape.CODE,
              literal.toString().strip(),
              code.lines().start(first),
              code.lines().end(),
              passages.path(),
              language,
              passages.lastLead(),
              0));
    }
  }

  private boolean blank(int start, int end) {
    return text.substring(start, end).isBlank();
  }

  /** The first word of what stands behind a fence. */
  static String language(String info) {
    int end = 0;
    while (end < info.length()
        && !Character.isWhitespace(info.charAt(end))
        && info.charAt(end) != '{') {
      end++;
    }
    return info.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
