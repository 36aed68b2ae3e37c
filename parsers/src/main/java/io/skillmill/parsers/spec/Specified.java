package io.skillmill.parsers.spec;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.schema.skill.Severity;

/** Makes rules that stand in the specification. */
final class Specified {

  private Specified() {}

  /** What the text demands. */
  static Rule must(String id, String title, String remedy, String words) {
    return new Rule("spec-" + id, Severity.ERROR, title, remedy, said(words));
  }

  /** What the text recommends. */
  static Rule should(String id, String title, String remedy, String words) {
    return new Rule("spec-" + id, Severity.WARNING, title, remedy, said(words));
  }

  /** What the text leaves open, or only hints at. */
  static Rule note(String id, String title, String remedy, String words) {
    return new Rule("spec-" + id, Severity.INFO, title, remedy, said(words));
  }

  private static String said(String words) {
    return words + " (" + SpecProfile.TEXT + ")";
  }
}
