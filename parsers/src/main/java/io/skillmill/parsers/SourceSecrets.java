package io.skillmill.parsers;

import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.parsers.secrets.Secret;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The secrets of a source, and how they are taken out of what is made of it. */
final class SourceSecrets {

  static final String RULE = "secret-left-out";

  /** How many secrets of a file are told one by one. */
  private static final int TOLD_MAX = 20;

  /** What may follow a backslash that is gone once the text is read. */
  private static final String ESCAPED = "xuU0_-.=:/+\n\r";

  private final String file;
  private final String text;
  private final Redaction redaction;
  private final boolean literal;

  private SourceSecrets(String file, String text, boolean alone) {
    this.file = file;
    this.text = text;
    this.redaction = Redaction.of(text);
    this.literal = alone && redaction.isEmpty() && literal(text);
  }

  /** Whether what is made of the text is made of pieces of it, as nothing in it is escaped. */
  private static boolean literal(String text) {
    for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 1)) {
      if (at + 1 < text.length() && ESCAPED.indexOf(text.charAt(at + 1)) >= 0) {
        return false;
      }
    }
    return !text.contains("&#");
  }

  static SourceSecrets of(SkillSource source) {
    String text =
        source
            .primaryFile()
            .bytes()
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElse("");
    return new SourceSecrets(source.primary(), text, source.files().size() == 1);
  }

  /**
   * The same document without them, with a warning for each.
   *
   * @param trusted whether the parser makes documents of the source alone, as ours do; then one
   *     without secrets need not be gone through
   */
  ParseResult outOf(ParseResult.Parsed parsed, boolean trusted) {
    if (trusted && literal) {
      return parsed;
    }
    ObjectNode document = parsed.document().json();
    boolean changed = redaction.redactTree(document);
    if (redaction.isEmpty() && !changed) {
      return parsed;
    }
    List<Diagnostic> findings = outOf(parsed.diagnostics());
    List<Diagnostic> warnings = warnings();
    ArrayNode told =
        document.path("diagnostics") instanceof ArrayNode there
            ? there
            : document.putArray("diagnostics");
    warnings.forEach(warning -> told.add(warning.toJson()));
    var all = new ArrayList<Diagnostic>(findings);
    all.addAll(warnings);
    return new ParseResult.Parsed(parsed.document(), all);
  }

  /** The same findings with messages that hold none. */
  List<Diagnostic> outOf(List<Diagnostic> findings) {
    return findings.stream()
        .map(finding ->
            new Diagnostic(
                finding.rule(),
                finding.severity(),
                redaction.redactMade(finding.message()),
                finding.place()))
        .toList();
  }

  private List<Diagnostic> warnings() {
    List<Secret> secrets = redaction.secrets();
    if (secrets.isEmpty()) {
      return List.of(warning("A secret", Place.startOf(file)));
    }
    var warnings = new ArrayList<Diagnostic>();
    for (Secret secret : secrets.subList(0, Math.min(TOLD_MAX, secrets.size()))) {
      warnings.add(warning("A secret (%s)".formatted(secret.kind()), place(secret.start())));
    }
    if (secrets.size() > TOLD_MAX) {
      warnings.add(
          warning("%d further secrets".formatted(secrets.size() - TOLD_MAX), Place.startOf(file)));
    }
    return warnings;
  }

  private static Diagnostic warning(String what, Place place) {
    return Diagnostic.warning(
        RULE,
        what
            + " of the file is left out of the document; revoke it, and read it from the"
            + " environment instead",
        place);
  }

  private Place place(int offset) {
    int line = 1;
    int start = 0;
    for (int at = 0; at < offset; at++) {
      char c = text.charAt(at);
      if (c == '\n' || (c == '\r' && text.charAt(at + 1) != '\n')) {
        line++;
        start = at + 1;
      }
    }
    return Place.of(file, line, offset - start + 1);
  }
}
