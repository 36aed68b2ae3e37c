package io.skillmill.parsers.llm;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.decompose.Decomposer;
import io.skillmill.parsers.decompose.Stated;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Place;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Puts a model's elements in the place of those that a document has. */
record LlmDocument(SourceText text, Limits limits, LlmSettings settings) {

  /** Words this long carry meaning; shorter ones stand everywhere. */
  private static final int WORD_MIN = 4;

  ParseResult of(
      SkillParser parser, Document base, Answer answer, Usage usage, List<Diagnostic> findings) {
    var decomposer = new Decomposer(text, parser.version(), limits);
    int strange = 0;
    for (Answer.Element element : answer.elements()) {
      strange += add(decomposer, element) ? 0 : 1;
    }
    if (strange > 0) {
      findings.add(
          Diagnostic.warning(
              "llm-not-in-the-lines",
              "%d elements say what is not on the lines that the model names for them; they are"
                      .formatted(strange)
                  + " marked as inferred, so check them",
              Place.startOf(text.file())));
    }
    ObjectNode json = Json.object();
    json.setAll(base.json());
    json.set("decomposition", decomposer.decomposition(findings));
    json.set("llm", usage.toJson(settings));
    json.withObjectProperty("meta")
        .put("parser_version", parser.version())
        .put("parsed_by", "skillmill " + parser.name());
    var told = json.putArray("diagnostics");
    findings.forEach(finding -> told.add(finding.toJson()));
    return new ParseResult.Parsed(new Document(json), findings);
  }

  /** Whether the lines bear the element out. */
  private boolean add(Decomposer decomposer, Answer.Element element) {
    var stated = stated(element);
    ObjectNode json =
        switch (element.kind()) {
          case "action" ->
              decomposer
                  .action(stated)
                  .put("action_type", element.type())
                  .put("deterministic", element.rest().path("deterministic").asBoolean(true));
          case "rule" -> {
            String condition = element.rest().path("condition").asString("").strip();
            yield decomposer
                .rule(stated)
                .put("condition_type", element.type())
                .put("returns", "boolean")
                .put("condition_expression", condition.isEmpty() ? element.text() : condition);
          }
          default -> decomposer.directive(stated).put("directive_type", element.type());
        };
    boolean borneOut = borneOut(element.text(), stated);
    var extraction = json.withObjectProperty("provenance").withObjectProperty("extraction");
    extraction.put("method", "llm").put("model", settings.model()).put("inferred", !borneOut);
    extraction.put(
        "confidence", Math.clamp(element.rest().path("confidence").asDouble(0.5), 0.0, 1.0));
    return borneOut;
  }

  private Stated stated(Answer.Element element) {
    int start = text.startOfLine(element.lines().first());
    int end = Math.max(start + 1, text.startOfLine(element.lines().last() + 1));
    int stop = Math.min(end, text.text().length());
    while (stop > start + 1 && Character.isWhitespace(text.text().charAt(stop - 1))) {
      stop--;
    }
    int from = start;
    while (from < stop - 1 && Character.isWhitespace(text.text().charAt(from))) {
      from++;
    }
    String words = SourceText.wellFormed(element.text());
    return new Stated(words, words, from, stop, "");
  }

  /** Whether half of the longer words stand on the lines that are named. */
  private boolean borneOut(String said, Stated stated) {
    String lines = text.text().substring(stated.start(), stated.end()).toLowerCase(Locale.ROOT);
    int words = 0;
    int found = 0;
    int start = -1;
    String lower = said.toLowerCase(Locale.ROOT);
    for (int i = 0; i <= lower.length(); i++) {
      boolean inside = i < lower.length() && Character.isLetterOrDigit(lower.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        if (i - start >= WORD_MIN) {
          words++;
          found += lines.contains(lower.substring(start, i)) ? 1 : 0;
        }
        start = -1;
      }
    }
    return found * 2 >= words;
  }
}
