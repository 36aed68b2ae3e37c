package io.skillmill.parsers.verdict;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What a profile says about a skill.
 *
 * @param diagnostics what it found, in the order in which it tells it
 * @param name the name the skill goes by there; nothing where it has none
 * @param loads whether the skill is there for use afterwards
 */
public record Opinion(List<Diagnostic> diagnostics, Optional<String> name, boolean loads) {

  public Opinion {
    diagnostics = List.copyOf(diagnostics);
  }

  /** A skill loads where nothing found is an error. */
  public static Opinion of(List<Diagnostic> diagnostics, Optional<String> name) {
    boolean sound = diagnostics.stream().noneMatch(d -> d.severity() == Severity.ERROR);
    return new Opinion(diagnostics, name, sound);
  }
}
