package io.skillmill.parsers.yaml;

import io.skillmill.parsers.repair.Recovery;
import io.skillmill.parsers.repair.Repair;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;

/** Says which fields were repaired and how, and what was passed over. */
record RepairReport(SourceText text, Block block, List<Diagnostic> findings) {

  /** How many repaired fields are told one by one. */
  private static final int TOLD_MAX = 50;

  void of(Recovery recovery, List<Field> fields) {
    var repaired = fields.stream().filter(field -> !field.certain()).toList();
    repaired.stream().limit(TOLD_MAX).forEach(this::repaired);
    if (repaired.size() > TOLD_MAX) {
      whole(
          "frontmatter-repaired",
          "%d more fields were repaired; rewrite the frontmatter"
              .formatted(repaired.size() - TOLD_MAX));
    }
    if (fields.isEmpty()) {
      whole(
          "frontmatter-recovered",
          "No field could be read line by line either; rewrite the frontmatter");
    }
    if (!fields.isEmpty() && !recovery.ignored().isEmpty()) {
      ignored(recovery.ignored());
    }
    if (recovery.leftOut() > 0) {
      whole(
          "frontmatter-too-many-fields",
          "%d fields were left out, for at most %d are read; move them to other files"
              .formatted(recovery.leftOut(), Recovery.FIELDS_MAX));
    }
  }

  private void repaired(Field field) {
    Repair repair = field.repair().orElseThrow();
    boolean last = repair == Repair.LINE_READER;
    findings.add(
        Diagnostic.warning(
            last ? "frontmatter-recovered" : "frontmatter-repaired",
            "The field %s is no sound YAML, for %s (repair %s); other readers see something else or"
                    .formatted(field.name(), repair.cause(), repair.id())
                + " nothing, so write its value in quotes",
            field.place()));
  }

  private void ignored(List<Integer> lines) {
    findings.add(
        Diagnostic.warning(
            "frontmatter-line-ignored",
            lines.size() == 1
                ? "This line belongs to no field and was passed over; remove it"
                : "%d lines of the frontmatter, this one first, belong to no field and were passed over; remove them"
                    .formatted(lines.size()),
            Place.of(text.file(), lines.getFirst(), 1)));
  }

  private void whole(String rule, String message) {
    findings.add(Diagnostic.warning(rule, message, Place.of(text.file(), block.fenceLine(), 1)));
  }
}
