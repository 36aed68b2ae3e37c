package io.skillmill.parsers.detect;

import io.skillmill.parsers.contexts.Contexts;
import java.util.Set;
import java.util.StringTokenizer;

/** Detectors of what the frontmatter asks for. They read lines, for broken YAML asks too. */
final class FrontmatterDetectors {

  private static final Set<String> HARMLESS =
      Set.of("yaml", "yml", "md", "markdown", "toml", "json");

  /** Any command, or any tool. */
  private static final Set<String> BROAD =
      Set.of("*", "bash", "shell", "all", "execute", "terminal");

  private static final Set<String> ANY = Set.of("*", ":*", "*:*", "**");

  private FrontmatterDetectors() {}

  /** Whether the opening line names a language: {@code ---js}. */
  static void languages(View view, Detector.Sink sink) {
    int end = view.contexts().end(1);
    String first = view.text().substring(0, end);
    String language = first.startsWith("---") ? first.substring(3).strip() : "";
    if (!language.isEmpty()
        && language.chars().allMatch(Character::isLetter)
        && !HARMLESS.contains(language)) {
      sink.found(0, end, "", "");
    }
  }

  static void hooks(View view, Detector.Sink sink) {
    int line = field(view, "hooks");
    if (line > 0) {
      sink.found(view.contexts().start(line), view.contexts().end(line), "", "");
    }
  }

  static void broadTools(View view, Detector.Sink sink) {
    int line = field(view, "allowed-tools");
    if (line == 0) {
      return;
    }
    Contexts contexts = view.contexts();
    int last = line;
    while (last < view.frontmatterEnd() && continues(view, last + 1)) {
      last++;
    }
    int start = contexts.start(line) + "allowed-tools:".length();
    String value = view.text().substring(Math.min(start, contexts.end(last)), contexts.end(last));
    String broad = broad(value);
    if (!broad.isEmpty()) {
      boolean wild = broad.contains("*") || broad.equalsIgnoreCase("all");
      sink.found(contexts.start(line), contexts.end(line), wild ? "wildcard" : "", broad);
    }
  }

  private static boolean continues(View view, int line) {
    int start = view.contexts().start(line);
    return start < view.contexts().end(line)
        && (Character.isWhitespace(view.text().charAt(start)) || view.text().charAt(start) == '-');
  }

  /** The first tool that allows every command; empty where there is none. */
  private static String broad(String value) {
    var tokens = new StringTokenizer(value, " ,\n\t[]\"'");
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      int open = token.indexOf('(');
      String tool = open < 0 ? token : token.substring(0, open);
      boolean any =
          open < 0
              || (token.endsWith(")")
                  && ANY.contains(token.substring(open + 1, token.length() - 1)));
      if (any && BROAD.contains(tool.toLowerCase(java.util.Locale.ROOT))) {
        return token;
      }
    }
    return "";
  }

  /** The line of a top-level field; 0 where there is none. */
  private static int field(View view, String name) {
    int last = view.frontmatterEnd();
    for (int line = 1; line <= last; line++) {
      int start = view.contexts().start(line);
      if (view.text().startsWith(name, start)
          && view.text().startsWith(":", start + name.length())) {
        return line;
      }
    }
    return 0;
  }
}
