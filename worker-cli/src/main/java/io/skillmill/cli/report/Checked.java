package io.skillmill.cli.report;

import io.skillmill.parsers.verdict.Verdict;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;

/**
 * A skill with its verdicts.
 *
 * @param path its SKILL.md, as reached from what was typed
 * @param relative the same file, relative to the root of the run, with forward slashes
 * @param verdicts one for each profile
 */
public record Checked(String path, String relative, List<Verdict> verdicts) {

  public Checked {
    verdicts = List.copyOf(verdicts);
  }

  /** The file of a finding, as reached from what was typed. */
  String pathOf(Diagnostic diagnostic) {
    return sibling(path, diagnostic);
  }

  /** The file of a finding, relative to the root of the run. */
  String relativeOf(Diagnostic diagnostic) {
    return sibling(relative, diagnostic);
  }

  /** The files of findings are named from the skill's directory. */
  private static String sibling(String skillFile, Diagnostic diagnostic) {
    int slash = Math.max(skillFile.lastIndexOf('/'), skillFile.lastIndexOf('\\'));
    if (slash < 0 && skillFile.equals("-")) {
      return skillFile;
    }
    return skillFile.substring(0, slash + 1) + diagnostic.place().file();
  }
}
