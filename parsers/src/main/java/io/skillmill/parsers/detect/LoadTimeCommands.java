package io.skillmill.parsers.detect;

import io.skillmill.parsers.contexts.Context;
import io.skillmill.parsers.contexts.Contexts;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Finds commands that a client runs while it loads the text: {@code !`command`} in a line, and code
 * blocks marked with an exclamation mark.
 */
final class LoadTimeCommands {

  private static final int COMMAND_MAX = 1_000;
  private static final int SHOWN_MAX = 80;

  /** Programs that reach out, decode, or change what is there. */
  private static final Set<String> RISKY =
      Set.of(
          "curl",
          "wget",
          "nc",
          "ncat",
          "ssh",
          "scp",
          "rsync",
          "eval",
          "base64",
          "sudo",
          "rm",
          "chmod",
          "dd",
          "iex",
          "iwr",
          "osascript",
          "crontab");

  private LoadTimeCommands() {}

  static void look(View view, Detector.Sink sink) {
    String text = view.text();
    for (int at = text.indexOf("!`"); at >= 0; at = text.indexOf("!`", at + 2)) {
      boolean starts = at == 0 || " \t\n(>*".indexOf(text.charAt(at - 1)) >= 0;
      int end = closing(text, at + 2);
      if (starts && end > at + 2 && view.contexts().at(at) != Context.CODE) {
        found(view, at, end, sink);
      }
    }
    blocks(view, sink);
  }

  private static void blocks(View view, Detector.Sink sink) {
    if (!view.text().contains("```!")) {
      return;
    }
    Contexts contexts = view.contexts();
    for (int line = 1; line <= contexts.lineCount(); line++) {
      String opening = view.text().substring(contexts.start(line), contexts.end(line)).strip();
      if (opening.startsWith("```!") && contexts.ofLine(line) == Context.FENCE) {
        int start = contexts.end(line);
        int end = view.text().indexOf("```", start);
        found(view, start, end < 0 ? view.text().length() : end, sink);
      }
    }
  }

  private static void found(View view, int start, int end, Detector.Sink sink) {
    String command = view.text().substring(start, Math.min(end, start + COMMAND_MAX));
    String shown = command.strip().replaceFirst("^!`", "");
    sink.found(
        start,
        end,
        risky(command) ? "risky" : "",
        PlainText.of(shown.substring(0, Math.min(SHOWN_MAX, shown.length()))));
  }

  /** Where the backtick that closes it is, in the same line; -1 where there is none. */
  private static int closing(String text, int start) {
    int last = Math.min(text.length(), start + COMMAND_MAX);
    int end = start;
    while (end < last && text.charAt(end) != '`' && text.charAt(end) != '\n') {
      end++;
    }
    return end < last && text.charAt(end) == '`' ? end : -1;
  }

  private static boolean risky(String command) {
    var words = new StringTokenizer(command, " \t\n|;&()`$\"'!");
    while (words.hasMoreTokens()) {
      if (RISKY.contains(words.nextToken())) {
        return true;
      }
    }
    return false;
  }
}
