package io.skillmill.cli.report;

import io.skillmill.cli.render.ToolVersion;
import io.skillmill.cli.report.Format.Terms;
import io.skillmill.parsers.check.SkillCheck;
import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Finding.Standing;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Verdict;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * SARIF 2.1.0 as code scanning takes it: one run, every result with a place and a fingerprint.
 * Results are written as they come, so a log may be of any length.
 */
final class SarifReport implements Report {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  /** The name under which the place of relative paths is kept, as the standard suggests. */
  private static final String ROOT = "%SRCROOT%";

  private final Sheet sheet;
  private final Map<String, Integer> rules = new HashMap<>();
  private boolean first = true;

  SarifReport(Sheet sheet, Terms terms) {
    this.sheet = sheet;
    List<Rule> all = SkillCheck.rules(terms.profiles());
    for (int i = 0; i < all.size(); i++) {
      rules.put(all.get(i).id(), i);
    }
    sheet.raw("{\"$schema\":\"%s\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":".formatted(SCHEMA));
    sheet.raw(Json.write(tool(all)));
    sheet.raw(",\"automationDetails\":{\"id\":\"skillmill/\"},\"columnKind\":\"utf16CodeUnits\"");
    sheet.raw(",\"originalUriBaseIds\":" + Json.write(bases()));
    sheet.raw(",\"results\":[");
  }

  private static ObjectNode tool(List<Rule> rules) {
    var driver =
        Json.object().put("name", "Skillmill").put("semanticVersion", ToolVersion.number());
    var list = driver.putArray("rules");
    rules.forEach(rule -> list.add(descriptor(rule)));
    var tool = Json.object();
    tool.set("driver", driver);
    return tool;
  }

  /** No address: who reads the log knows where its root is, and another machine's path is noise. */
  private static ObjectNode bases() {
    var bases = Json.object();
    bases
        .putObject(ROOT)
        .putObject("description")
        .put("text", "The directory that the check was run for.");
    return bases;
  }

  private static ObjectNode descriptor(Rule rule) {
    var json = Json.object().put("id", rule.id());
    json.putObject("shortDescription").put("text", rule.title() + ".");
    json.putObject("fullDescription")
        .put("text", rule.title() + ". Source: " + rule.source() + ".");
    json.putObject("help").put("text", "To mend it: " + rule.remedy() + ".");
    json.putObject("defaultConfiguration").put("level", level(rule.severity()));
    var properties = json.putObject("properties");
    properties.putArray("tags").add(tag(rule));
    properties.put("precision", "high").put("problem.severity", problemSeverity(rule.severity()));
    return json;
  }

  private static String tag(Rule rule) {
    return rule.id().startsWith("security-") ? "security" : "agent-skills";
  }

  private static String problemSeverity(Severity severity) {
    return severity == Severity.INFO ? "recommendation" : severity.word();
  }

  private static String level(Severity severity) {
    return severity == Severity.INFO ? "note" : severity.word();
  }

  /** What several profiles find alike is one result. */
  @Override
  public void add(Checked checked) {
    Set<Diagnostic> written = new HashSet<>();
    for (Verdict verdict : checked.verdicts()) {
      for (Finding finding : verdict.findings()) {
        if (written.add(finding.diagnostic())) {
          sheet.raw(first ? "\n" : ",\n");
          sheet.raw(Json.write(result(checked, finding)));
          first = false;
        }
      }
    }
  }

  @Override
  public void end(Scores scores) {
    sheet.line("]}]}");
  }

  private ObjectNode result(Checked checked, Finding finding) {
    Diagnostic found = finding.diagnostic();
    var result = Json.object().put("ruleId", found.rule());
    Integer index = rules.get(found.rule());
    if (index != null) {
      result.put("ruleIndex", index);
    }
    result.put("level", level(found.severity()));
    result.putObject("message").put("text", found.message());
    result.putArray("locations").add(location(checked.relativeOf(found), found.place()));
    result
        .putObject("partialFingerprints")
        .put("skillmillFingerprint/v1", finding.fingerprint() + ":" + finding.ordinal());
    if (finding.standing() != Standing.TOLD) {
      result.putArray("suppressions").add(suppression(finding));
    }
    return result;
  }

  private static ObjectNode location(String path, Place place) {
    var location = Json.object();
    var physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", Uri.of(path)).put("uriBaseId", ROOT);
    physical
        .putObject("region")
        .put("startLine", place.line())
        .put("startColumn", place.column())
        .put("endLine", place.lineEnd());
    return location;
  }

  private static ObjectNode suppression(Finding finding) {
    boolean inSource = finding.standing() == Standing.IGNORED;
    var suppression = Json.object().put("kind", inSource ? "inSource" : "external");
    String why = inSource ? finding.reason() : "The baseline holds it.";
    if (!why.isEmpty()) {
      suppression.put("justification", why);
    }
    return suppression;
  }
}
