package io.skillmill.parsers.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;

/** Splits a fenced shell session into its commands. */
final class ShellCommands {

  private static final Set<String> SHELLS =
      Set.of(
          "sh",
          "bash",
          "shell",
          "zsh",
          "fish",
          "console",
          "terminal",
          "shell-session",
          "powershell",
          "pwsh",
          "ps1",
          "cmd",
          "bat",
          "batch");

  /** Programs by which a fence without a language is known as a shell session. */
  private static final Set<String> PROGRAMS =
      Set.of(
          "$",
          "npm",
          "npx",
          "pnpm",
          "yarn",
          "node",
          "python",
          "python3",
          "pip",
          "pip3",
          "uv",
          "git",
          "gh",
          "docker",
          "kubectl",
          "curl",
          "wget",
          "cargo",
          "go",
          "make",
          "mvn",
          "gradle",
          "java",
          "cd",
          "mkdir",
          "ls",
          "cat",
          "grep",
          "sed",
          "export",
          "sudo",
          "apt",
          "apt-get",
          "brew",
          "bash",
          "sh",
          "chmod",
          "cp",
          "mv",
          "rm",
          "echo",
          "source",
          "terraform",
          "aws");

  /** Words that begin what a single line does not end. */
  private static final Set<String> COMPOUNDS =
      Set.of("for", "while", "until", "if", "case", "function", "select");

  private ShellCommands() {}

  /**
   * A command.
   *
   * @param text as it was written, without a prompt
   * @param start where it begins in the source text
   * @param end where it ends there
   */
  record Command(String text, int start, int end) {}

  static boolean isShell(String language, String code) {
    if (!language.isEmpty()) {
      return SHELLS.contains(language);
    }
    return PROGRAMS.contains(firstWord(code.stripLeading()));
  }

  /**
   * One command for each line and what continues it; the whole session for one with loops, branches
   * or text fed in, which do not end with the line. Comments and blank lines are no commands.
   */
  static List<Command> of(FencedCodeBlock block, int base) {
    List<String> lines = block.getLiteral().lines().toList();
    var spans = new CodeLines(block, base);
    var commands = new ArrayList<Command>();
    boolean whole = lines.stream().anyMatch(ShellCommands::goesOn);
    int first = 0;
    for (int i = 0; i < lines.size(); i++) {
      boolean continued = whole || lines.get(i).endsWith("\\");
      if (i == lines.size() - 1 || !continued) {
        String text = text(lines.subList(first, i + 1));
        if (!text.isEmpty()) {
          commands.add(new Command(text, spans.start(first), spans.end(i)));
        }
        first = i + 1;
      }
    }
    return commands;
  }

  private static boolean goesOn(String line) {
    return line.contains("<<")
        || line.endsWith("{")
        || COMPOUNDS.contains(firstWord(line.stripLeading()));
  }

  private static String text(List<String> lines) {
    String text = String.join("\n", lines).strip();
    if (lines.stream().allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"))) {
      return "";
    }
    return text.startsWith("$ ") ? text.substring(2).strip() : text;
  }

  private static String firstWord(String line) {
    int end = 0;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return line.substring(0, end);
  }
}
