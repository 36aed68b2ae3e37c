package io.skillmill.parsers.markdown;

import io.skillmill.parsers.blocks.Lines;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a shell session into its commands: one for each line, with what continues it by a
 * backslash, a quote, a here-document, a loop or a branch. Comments and blank lines are no
 * commands, and where some lines have a prompt, those without are output.
 */
final class ShellCommands {

  /**
   * One command of a session.
   *
   * @param text as it was written, without a prompt
   * @param comment what the lines of comment right above it say; empty where there are none
   * @param start where it begins in the source text
   * @param end where it ends there
   */
  record Command(String text, String comment, int start, int end) {}

  private final String text;
  private final Lines lines;
  private final List<Command> commands = new ArrayList<>();
  private final StringBuilder comment = new StringBuilder();
  private final boolean prompts;
  private int outputs;

  private ShellCommands(String text, Lines lines) {
    this.text = text;
    this.lines = lines;
    this.prompts = hasPrompts();
  }

  static ShellCommands of(String text, Lines lines) {
    var session = new ShellCommands(text, lines);
    if (!session.split(new ShellState(true))) {
      // A quote that nothing closes would swallow the rest; then quotes are no guide.
      session.commands.clear();
      session.outputs = 0;
      session.split(new ShellState(false));
    }
    return session;
  }

  List<Command> all() {
    return commands;
  }

  /** How many lines are what commands printed. */
  int outputs() {
    return outputs;
  }

  private boolean hasPrompts() {
    for (int i = 0; i < lines.count(); i++) {
      if (prompt(line(i)) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Gives false where the session ends within a quote. */
  private boolean split(ShellState state) {
    comment.setLength(0);
    int first = -1;
    for (int i = 0; i < lines.count(); i++) {
      String line = line(i);
      if (first < 0) {
        if (line.isBlank() || comment(line) || output(line)) {
          continue;
        }
        first = i;
      }
      boolean open = state.after(first == i ? line.substring(prompt(line)) : line);
      if (!open) {
        add(first, i);
        first = -1;
      }
    }
    if (first >= 0) {
      add(first, lines.count() - 1);
    }
    return !state.quoted();
  }

  private boolean output(String line) {
    boolean output = prompts && prompt(line) == 0;
    outputs += output ? 1 : 0;
    return output;
  }

  private String line(int index) {
    return text.substring(lines.start(index), lines.end(index));
  }

  /** Keeps what a line of comment says for the command below it. */
  private boolean comment(String line) {
    String said = line.strip();
    boolean comments = said.startsWith("#") || said.startsWith("REM ") || said.startsWith("::");
    if (comments) {
      int start = 0;
      while (start < said.length() && "#:=-* ".indexOf(said.charAt(start)) >= 0) {
        start++;
      }
      comment.append(comment.isEmpty() ? "" : " ").append(said, start, said.length());
    }
    return comments;
  }

  private void add(int first, int last) {
    var said = new StringBuilder();
    int end = last;
    while (end > first && line(end).isBlank()) {
      end--;
    }
    for (int i = first; i <= end; i++) {
      String line = line(i);
      said.append(i == first ? line.substring(prompt(line)) : "\n" + line);
    }
    String command = said.toString().strip();
    if (!command.isEmpty()) {
      commands.add(
          new Command(
              command,
              comment.toString().strip(),
              lines.start(first) + indent(first),
              lines.end(end)));
    }
    comment.setLength(0);
  }

  private int indent(int index) {
    String line = line(index);
    return line.length() - line.stripLeading().length();
  }

  /** How long the prompt before a command is, with the blanks around it; 0 where there is none. */
  private static int prompt(String line) {
    int start = line.length() - line.stripLeading().length();
    for (String prompt : new String[] {"$ ", "> ", "% ", "PS> ", "❯ ", "➜ "}) {
      if (line.startsWith(prompt, start)) {
        return start + prompt.length();
      }
    }
    return 0;
  }
}
