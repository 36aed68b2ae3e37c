package io.skillmill.coordination.handling;

import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Measures the skill: how many elements of which kind, how large. */
record AnalyzeHandler(Reading reading) implements TaskHandler {

  /** The usual rule of thumb for English prose; good enough to compare skills. */
  private static final int CHARS_PER_TOKEN = 4;

  @Override
  public Outcome handle(TaskContext context) {
    return switch (reading.read(context)) {
      case ParseResult.Rejected(var diagnostics) -> Reading.rejected(diagnostics);
      case ParseResult.Parsed(var document, var diagnostics) ->
          new Outcome.Completed(Json.write(measures(context.source(), document, diagnostics)));
    };
  }

  @Override
  public boolean cpuBound() {
    return true;
  }

  private static ObjectNode measures(
      SkillSource source, Document document, List<Diagnostic> diagnostics) {
    var parts = document.json().path("decomposition");
    var json = Json.object().put("name", document.skillName());
    json.set("actions", byType(parts.path("actions"), "action_type"));
    json.set("rules", byType(parts.path("rules"), "condition_type"));
    json.set("directives", byType(parts.path("directives"), "directive_type"));
    json.set("diagnostics", bySeverity(diagnostics));
    json.put("files", source.files().size());
    json.put("bytes", source.files().stream().mapToLong(SkillFile::size).sum());
    measureText(source.primaryFile(), json);
    return json;
  }

  private static ObjectNode byType(JsonNode elements, String typeMember) {
    var counts = new TreeMap<String, Integer>();
    elements.forEach(
        element -> counts.merge(element.path(typeMember).asString("unknown"), 1, Integer::sum));
    var byType = Json.object();
    counts.forEach(byType::put);
    var json = Json.object().put("total", elements.size());
    json.set("by_type", byType);
    return json;
  }

  private static ObjectNode bySeverity(List<Diagnostic> diagnostics) {
    var json = Json.object();
    for (var severity : Severity.values()) {
      json.put(severity.word(), diagnostics.stream().filter(d -> d.severity() == severity).count());
    }
    return json;
  }

  /** The file that is parsed; what lies beside it is read only when it is needed. */
  private static void measureText(SkillFile file, ObjectNode json) {
    var text = new String(file.bytes().orElseGet(() -> new byte[0]), StandardCharsets.UTF_8);
    json.put("lines", text.lines().count());
    json.put("tokens_estimate", (text.length() + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN);
  }
}
