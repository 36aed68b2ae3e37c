package io.skillmill.parsers.markdown;

import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the document together: what the skill calls itself, its parts and its other files. */
record SkillDocument(SkillSource source, Frontmatter frontmatter, Body body) {

  private static final String SCHEMA_VERSION = "2.4.0";

  Document of(ObjectNode decomposition, List<Diagnostic> findings) {
    ObjectNode document = Json.object();
    document.set("meta", meta(findings));
    document.putObject("original_definition").set("frontmatter", frontmatter.fields());
    document.set("decomposition", decomposition);
    ArrayNode resources = document.putArray("resources");
    for (SkillFile file : source.files()) {
      if (!file.name().equals(source.primary())) {
        resources
            .addObject()
            .put("name", file.name())
            .put("size", file.size())
            .put("sha256", file.sha256());
      }
    }
    ArrayNode told = document.putArray("diagnostics");
    findings.forEach(finding -> told.add(finding.toJson()));
    return new Document(document);
  }

  private ObjectNode meta(List<Diagnostic> findings) {
    var parser = new AgentSkillParser();
    String name = name(findings);
    ObjectNode meta = Json.object();
    meta.put("skill_id", SkillId.ofSkill(name)).put("name", name);
    meta.put("skill_layer", "claude_skill");
    if (!body.title().isEmpty()) {
      meta.put("title", body.title());
    }
    meta.put("description", description(findings));
    meta.put("schema_version", SCHEMA_VERSION);
    meta.put("parser_version", parser.version()).put("parsed_by", "skillmill " + parser.name());
    return meta;
  }

  private String name(List<Diagnostic> findings) {
    return frontmatter
        .text("name")
        .orElseGet(() -> {
          String name = sourceName();
          findings.add(
              Diagnostic.error(
                  "name-missing",
                  "The skill has no name; it is called %s after where it was found, so give"
                          .formatted(name)
                      + " it one in the frontmatter",
                  frontmatter.place(source.primary(), "name")));
          return name;
        });
  }

  /** The directory's name, or the file's without its ending. */
  private String sourceName() {
    String name = source.name();
    boolean file = name.equals(source.primary());
    int dot = name.lastIndexOf('.');
    String bare = (file && dot > 0 ? name.substring(0, dot) : name).strip();
    return bare.isEmpty() ? "skill" : bare.toLowerCase(Locale.ROOT);
  }

  private String description(List<Diagnostic> findings) {
    return frontmatter
        .text("description")
        .orElseGet(() -> {
          findings.add(
              Diagnostic.error(
                  "description-missing",
                  "The skill has no description, so most clients never choose it; say in the"
                      + " frontmatter what it does and when to use it",
                  frontmatter.place(source.primary(), "description")));
          return body.opening();
        });
  }
}
