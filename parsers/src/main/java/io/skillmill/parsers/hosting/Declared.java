package io.skillmill.parsers.hosting;

import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import java.nio.file.Path;
import java.util.List;

/** What a directory or a file turned out to declare. */
public sealed interface Declared {

  /** What was found, in the order of the lines. */
  List<Diagnostic> findings();

  /**
   * A skill.
   *
   * @param home the directory that relative paths in it are meant from
   */
  record Sound(SkillDeclaration declaration, Path home, List<Diagnostic> findings)
      implements Declared {
    public Sound {
      findings = List.copyOf(findings);
    }
  }

  /** None; at least one of the findings is an error. */
  record Unsound(List<Diagnostic> findings) implements Declared {
    public Unsound {
      findings = List.copyOf(findings);
    }

    /** The first errors, on one line. */
    public String why() {
      return Declared.why(findings);
    }
  }

  /** The first errors among findings, on one line. */
  static String why(List<Diagnostic> findings) {
    return findings.stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .limit(3)
        .map(finding -> {
          var place = finding.place();
          return "%s:%d:%d: %s"
              .formatted(place.file(), place.line(), place.column(), finding.message());
        })
        .reduce((one, other) -> one + "; " + other)
        .orElse("");
  }
}
