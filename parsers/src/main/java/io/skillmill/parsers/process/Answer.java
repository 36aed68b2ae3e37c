package io.skillmill.parsers.process;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.json.TreeFaults;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a process made of a source, in its own words. */
sealed interface Answer {

  Limits MOST = new Limits(Long.MAX_VALUE, Limits.NESTING_MOST, Integer.MAX_VALUE);

  /** How many diagnostics an answer may have. */
  int DIAGNOSTICS_MAX = 10_000;

  record Made(Document document, List<Diagnostic> diagnostics) implements Answer {}

  record Refused(List<Diagnostic> diagnostics) implements Answer {}

  /** It says itself that it broke. */
  record Failed(String error) implements Answer {}

  /** It is no answer to the question. */
  final class Faulty extends Exception {
    private static final long serialVersionUID = 1L;

    Faulty(String what) {
      super(what, null, false, false);
    }

    String what() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Reads an answer.
   *
   * @param id of the question
   * @param file that diagnostics are about where they do not say so
   */
  static Answer read(JsonNode json, long id, String file) throws Faulty {
    if (!json.path("id").isIntegralNumber() || json.path("id").asLong(-1) != id) {
      throw new Faulty("has the id %s instead of %d".formatted(json.path("id"), id));
    }
    if (json.has("error")) {
      return new Failed(SourceText.wellFormed(json.path("error").asString("without a word")));
    }
    if (json.has("rejected")) {
      var why = diagnostics(json.path("rejected"), "rejected", file);
      if (why.isEmpty()) {
        throw new Faulty("rejects the source without saying why");
      }
      return new Refused(why);
    }
    if (!(json.path("document") instanceof ObjectNode document)) {
      throw new Faulty("holds neither a document nor rejected nor error");
    }
    var fault = TreeFaults.first(document, MOST);
    if (fault.isPresent()) {
      throw new Faulty("holds a document that cannot be kept: " + fault.get());
    }
    return new Made(
        new Document(document), diagnostics(json.path("diagnostics"), "diagnostics", file));
  }

  private static List<Diagnostic> diagnostics(JsonNode json, String member, String file)
      throws Faulty {
    if (!json.isMissingNode() && !json.isArray()) {
      throw new Faulty("holds %s that are no list".formatted(member));
    }
    if (json.size() > DIAGNOSTICS_MAX) {
      throw new Faulty("holds more than %d %s".formatted(DIAGNOSTICS_MAX, member));
    }
    var all = new ArrayList<Diagnostic>();
    for (JsonNode each : json) {
      all.add(diagnostic(each, "%s[%d]".formatted(member, all.size()), file));
    }
    return all;
  }

  private static Diagnostic diagnostic(JsonNode json, String where, String file) throws Faulty {
    String rule = json.path("rule").asString("");
    String message = json.path("message").asString("");
    if (rule.isBlank() || message.isBlank()) {
      throw new Faulty("lacks rule or message in " + where);
    }
    int line = number(json.path("line"), where);
    int column = number(json.path("column"), where);
    return new Diagnostic(
        SourceText.wellFormed(rule),
        severity(json.path("severity").asString("error"), where),
        SourceText.wellFormed(message),
        Place.of(SourceText.wellFormed(json.path("file").asString(file)), line, column));
  }

  /** Lines and columns count from 1, which also stands for those that are not given. */
  private static int number(JsonNode json, String where) throws Faulty {
    if (json.isMissingNode() || json.isNull()) {
      return 1;
    }
    if (!json.isInt() || json.asInt() < 1) {
      throw new Faulty("gives %s as a line or column in %s".formatted(json, where));
    }
    return json.asInt();
  }

  private static Severity severity(String word, String where) throws Faulty {
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word.toLowerCase(Locale.ROOT))) {
        return severity;
      }
    }
    throw new Faulty("gives the severity '%s' in %s".formatted(word, where));
  }
}
