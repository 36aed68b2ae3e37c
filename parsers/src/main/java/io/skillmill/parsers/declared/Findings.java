package io.skillmill.parsers.declared;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.LocatedFile;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import java.util.List;

/** Collects findings about a file; past the most it only counts them, and says so. */
final class Findings {

  /** How many findings are told one by one. */
  static final int TOLD_MAX = 300;

  private final LocatedFile file;
  private final List<Diagnostic> told;
  private int untold;

  Findings(LocatedFile file, List<Diagnostic> told) {
    this.file = file;
    this.told = told;
  }

  void add(Severity severity, String rule, String message, Located at) {
    if (told.size() < TOLD_MAX) {
      told.add(new Diagnostic(rule, severity, message, file.place(at)));
    } else {
      untold++;
    }
  }

  /** Everything told, with a last word on what is not. */
  List<Diagnostic> all() {
    if (untold > 0) {
      told.add(
          Diagnostic.warning(
              "more-findings",
              "%d more findings are not listed; correct these first".formatted(untold),
              Place.startOf(file.text().file())));
      untold = 0;
    }
    return told;
  }

  /** The list itself, for those who add to it in their own way. */
  List<Diagnostic> list() {
    return told;
  }
}
