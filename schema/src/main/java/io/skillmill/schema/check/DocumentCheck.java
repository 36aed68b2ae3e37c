package io.skillmill.schema.check;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks documents against the skill-decomposition schema and its stricter rules. Thread-safe.
 *
 * <p>What passes here is also valid in the open 2.4.0 form. The findings are {@code
 * document-schema}, {@code document-duplicate-id} and {@code document-dangling-reference}; past
 * {@link #FINDINGS_MAX} of them one {@code document-more-findings} says how many are left.
 */
public final class DocumentCheck {

  /** How many findings are told one by one. */
  public static final int FINDINGS_MAX = 100;

  private static final String FILE = "document";

  private DocumentCheck() {}

  /** Every way in which the document breaks the rules; none means it is sound. */
  public static List<Diagnostic> check(Document document) {
    var findings = new ArrayList<Diagnostic>();
    DecompositionSchema.check(document.json(), findings);
    ElementIds.check(document.json(), findings);
    if (findings.size() <= FINDINGS_MAX) {
      return List.copyOf(findings);
    }
    int left = findings.size() - FINDINGS_MAX;
    var told = new ArrayList<>(findings.subList(0, FINDINGS_MAX));
    told.add(
        finding("document-more-findings", left + " more findings are not listed; correct these"));
    return List.copyOf(told);
  }

  static Diagnostic finding(String rule, String message) {
    return Diagnostic.error(rule, message, Place.startOf(FILE));
  }
}
