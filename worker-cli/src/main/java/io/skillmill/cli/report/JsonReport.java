package io.skillmill.cli.report;

import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Finding.Standing;
import io.skillmill.parsers.verdict.Verdict;
import io.skillmill.schema.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line, for each skill and profile. */
record JsonReport(Sheet sheet) implements Report {

  @Override
  public void add(Checked checked) {
    for (Verdict verdict : checked.verdicts()) {
      sheet.line(onOneLine(Json.write(json(checked, verdict))));
    }
  }

  @Override
  public void end(Scores scores) {}

  /**
   * JSON lets characters stand that some readers take for the end of a line, or that steer
   * terminals; they mean the same when they are escaped.
   */
  private static String onOneLine(String json) {
    @Nullable StringBuilder escaped = null;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean odd = (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
      if (odd && escaped == null) {
        escaped = new StringBuilder(json.length() + 16).append(json, 0, i);
      }
      if (escaped != null) {
        escaped.append(odd ? "\\u%04x".formatted((int) c) : Character.toString(c));
      }
    }
    return escaped == null ? json : escaped.toString();
  }

  private static ObjectNode json(Checked checked, Verdict verdict) {
    var json =
        Json.object()
            .put("path", checked.path())
            .put("profile", verdict.profile())
            .put("valid", verdict.valid());
    var errors = json.putArray("errors");
    verdict.errors().forEach(errors::add);
    var diagnostics = json.putArray("diagnostics");
    for (Finding finding : verdict.findings()) {
      if (finding.told()) {
        diagnostics.add(diagnostic(finding));
      }
    }
    json.put("loads", verdict.loads());
    json.put("name", verdict.name().orElse(null));
    json.put("ignored", count(verdict, Standing.IGNORED));
    json.put("known", count(verdict, Standing.KNOWN));
    return json;
  }

  private static ObjectNode diagnostic(Finding finding) {
    return finding
        .diagnostic()
        .toJson()
        .put("line_end", finding.diagnostic().place().lineEnd())
        .put("fingerprint", finding.fingerprint());
  }

  private static long count(Verdict verdict, Standing standing) {
    return verdict.findings().stream().filter(f -> f.standing() == standing).count();
  }
}
