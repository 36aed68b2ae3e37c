package io.skillmill.parsers.spec;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import java.util.List;
import java.util.OptionalInt;

/** What scripts beside a skill should not do. */
final class ScriptRules {

  private static final Rule INTERACTIVE =
      Specified.note(
          "script-interactive",
          "Scripts ask nothing of whoever runs them",
          "take the value as an argument, for an agent cannot answer",
          "No interactive prompts (docs/skill-creation/using-scripts.mdx)");

  static final List<Rule> ALL = List.of(INTERACTIVE);

  private ScriptRules() {}

  static void check(Subject subject, List<Diagnostic> findings) {
    for (SkillFile file : subject.source().files()) {
      if (file.name().startsWith("scripts/") && asks(file.name()).length > 0) {
        subject
            .text(file.name())
            .ifPresent(text ->
                line(text, asks(file.name()))
                    .ifPresent(line ->
                        findings.add(
                            INTERACTIVE.broken(
                                Place.of(file.name(), line, 1), "The script waits for input"))));
      }
    }
  }

  /** How the languages that agents run ask for a line of input. */
  private static String[] asks(String file) {
    if (file.endsWith(".py")) {
      return new String[] {"input("};
    }
    if (file.endsWith(".sh") || file.endsWith(".bash")) {
      return new String[] {"read -p", "read -rp", "read -r -p"};
    }
    return new String[0];
  }

  private static OptionalInt line(SourceText text, String[] asks) {
    for (int line = 1; line <= text.lineCount(); line++) {
      String code = text.line(line);
      for (String ask : asks) {
        int at = code.indexOf(ask);
        if (at >= 0 && !code.stripLeading().startsWith("#") && beginsAt(code, at)) {
          return OptionalInt.of(line);
        }
      }
    }
    return OptionalInt.empty();
  }

  /** Whether a word begins there, so that get_input( is none of ours. */
  private static boolean beginsAt(String code, int at) {
    char before = at == 0 ? ' ' : code.charAt(at - 1);
    return !Character.isLetterOrDigit(before) && before != '_' && before != '.';
  }
}
