package io.skillmill.parsers.hosting;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.LocatedFile;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A file that is being read, and what is found on the way. One for each file; not thread-safe. */
final class Page {

  static final int BYTES_MAX = 1 << 20;

  /** What goes beyond it is not told any more. */
  static final int FINDINGS_MAX = 100;

  static final Limits LIMITS = new Limits(BYTES_MAX, 60, 999);

  private final LocatedFile file;
  private final List<Diagnostic> findings;

  private Page(LocatedFile file, List<Diagnostic> findings) {
    this.file = file;
    this.findings = findings;
  }

  /**
   * Reads a file as YAML, or as JSON where it is called so.
   *
   * @param findings gets what is found, now and later
   * @return nothing where it cannot be read, which the findings then say
   */
  static Optional<Page> read(SkillFile file, List<Diagnostic> findings) {
    return LocatedFile.read(file, LIMITS, findings).map(read -> new Page(read, findings));
  }

  Located root() {
    return file.root();
  }

  Fields fields() {
    return new Fields(this, file.root());
  }

  /** A value as the file has it: {@code 1.10} is not 1.1. */
  String written(Located value) {
    return file.text().text().substring(value.start(), value.end()).strip();
  }

  /** A value of its own, with numbers as every other reader of JSON has them. */
  static JsonNode plain(Located value) {
    return Json.readOurs(Json.write(value.json()));
  }

  Place place(Located value) {
    return file.place(value);
  }

  void error(String rule, String message, Located at) {
    add(Diagnostic.error(rule, message, file.place(at)));
  }

  void warning(String rule, String message, Located at) {
    add(Diagnostic.warning(rule, message, file.place(at)));
  }

  private void add(Diagnostic finding) {
    if (findings.size() < FINDINGS_MAX) {
      findings.add(finding);
    }
  }

  boolean isSound() {
    return isSound(findings);
  }

  List<Diagnostic> findings() {
    return new ArrayList<>(findings);
  }

  static boolean isSound(List<Diagnostic> findings) {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
