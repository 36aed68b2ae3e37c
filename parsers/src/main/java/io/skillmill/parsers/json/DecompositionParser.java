package io.skillmill.parsers.json;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a decomposition in the 2.4.0 form as it is: says where its elements stand, where it does
 * not say so itself, and checks it. What does not pass the check is rejected.
 */
public final class DecompositionParser implements SkillParser {

  private static final String VERSION = "1";

  @Override
  public String name() {
    return "decomposition";
  }

  @Override
  public String version() {
    return VERSION;
  }

  /** The two members are looked for as bytes first, which is quick enough for any JSON file. */
  @Override
  public Fit fit(SkillSource source) {
    Optional<String> text = source.primaryFile().bytes().map(DecompositionParser::text);
    if (text.isEmpty() || !mayBeDecomposition(text.get())) {
      return Fit.NONE;
    }
    boolean named = source.primary().toLowerCase(Locale.ROOT).endsWith(".json");
    try {
      JsonNode json = Json.read(text.get());
      boolean both = json.path("meta").isObject() && json.path("decomposition").isObject();
      return !both ? Fit.NONE : named ? Fit.CERTAIN : Fit.LIKELY;
    } catch (Json.MalformedException e) {
      return named ? Fit.POSSIBLE : Fit.NONE;
    }
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    var findings = new ArrayList<Diagnostic>();
    SkillFile file = source.primaryFile();
    if (file.size() > limits.inputBytesMax() || file.bytes().isEmpty()) {
      return rejected(
          findings,
          Diagnostic.error(
              "too-large",
              "The file has %d bytes, which were not carried along or are more than %d; split it"
                  .formatted(file.size(), limits.inputBytesMax()),
              Place.startOf(file.name())));
    }
    return SourceText.read(file.name(), file.bytes().get(), findings)
        .map(text -> parse(text, limits, findings))
        .orElseGet(() -> new ParseResult.Rejected(findings));
  }

  private static ParseResult parse(SourceText text, Limits limits, List<Diagnostic> findings) {
    try {
      if (Json.read(text.text()) instanceof ObjectNode json) {
        Optional<String> fault = TreeFaults.first(json, limits);
        return fault.isPresent()
            ? rejected(
                findings,
                Diagnostic.error(
                    "json-unfit",
                    "The document cannot be kept: " + fault.get(),
                    Place.startOf(text.file())))
            : checked(text, json, findings);
      }
      return rejected(
          findings,
          Diagnostic.error(
              "json-not-object",
              "The file holds no JSON object; give a decomposition with meta and decomposition",
              Place.startOf(text.file())));
    } catch (Json.MalformedException e) {
      int line = Math.min(e.line(), Math.max(1, text.lineCount()));
      return rejected(
          findings,
          Diagnostic.error(
              "json-malformed",
              "The file is not JSON from here on: %s; correct it".formatted(e.getMessage()),
              Place.of(text.file(), line, e.column())));
    }
  }

  private static ParseResult checked(SourceText text, ObjectNode json, List<Diagnostic> findings) {
    new Provenance(text, VERSION).fill(json);
    if (json.path("meta") instanceof ObjectNode meta) {
      JsonNode time = meta.remove("parse_timestamp");
      if (time != null && !meta.has("first_parsed")) {
        meta.set("first_parsed", time);
      }
    }
    var document = new Document(json);
    List<Diagnostic> faults = DocumentCheck.check(document.parsedAt(Instant.EPOCH));
    if (!faults.isEmpty()) {
      faults.forEach(fault -> findings.add(inFile(text.file(), fault)));
      return new ParseResult.Rejected(findings);
    }
    if (!findings.isEmpty()) {
      var told = json.withArrayProperty("diagnostics");
      findings.forEach(finding -> told.add(finding.toJson()));
    }
    return new ParseResult.Parsed(document, findings);
  }

  private static Diagnostic inFile(String file, Diagnostic fault) {
    return new Diagnostic(fault.rule(), fault.severity(), fault.message(), Place.startOf(file));
  }

  private static ParseResult rejected(List<Diagnostic> findings, Diagnostic why) {
    findings.add(why);
    return new ParseResult.Rejected(findings);
  }

  /** Few files begin with a mark that says how they are encoded. */
  private static String text(byte[] bytes) {
    boolean marked = bytes.length > 2 && (bytes[0] & 0xFF) >= 0xEF;
    Optional<SourceText> text =
        marked ? SourceText.read("", bytes, new ArrayList<>()) : Optional.empty();
    return text.map(SourceText::text).orElseGet(() -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static boolean mayBeDecomposition(String text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return text.startsWith("{", start)
        && text.contains("\"decomposition\"")
        && text.contains("\"meta\"");
  }
}
