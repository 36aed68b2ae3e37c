package io.skillmill.parsers.decompose;

import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document in the making: what the skill calls itself, its parts, and its other files. Every
 * format ends here, so that all documents look alike. One for each document; not thread-safe.
 *
 * <pre>{@code
 * return new Draft(source, this)
 *     .named(SkillId.ofSkill(name), name)
 *     .description(description)
 *     .original("frontmatter", fields)
 *     .decomposition(decomposer.decomposition(findings))
 *     .parsed(findings);
 * }</pre>
 */
public final class Draft {

  private static final String SCHEMA_VERSION = "2.4.0";

  private final SkillSource source;
  private final ObjectNode document = Json.object();
  private final ObjectNode meta = document.putObject("meta");
  private final Map<String, ObjectNode> about = new HashMap<>();
  private final ObjectNode original = document.putObject("original_definition");

  /**
   * @param source what is taken apart
   * @param parser who does it
   */
  public Draft(SkillSource source, SkillParser parser) {
    this.source = source;
    meta.put("skill_id", "").put("name", "").put("skill_layer", "claude_skill");
    meta.put("schema_version", SCHEMA_VERSION);
    meta.put("parser_version", parser.version()).put("parsed_by", "skillmill " + parser.name());
    meta.put("source_hash", source.contentHash());
  }

  /**
   * Gives the skill its name.
   *
   * @param skillId the id that its name makes; letters made from its content are added, for skills
   *     of one name are no rarity where many are kept
   */
  public Draft named(String skillId, String name) {
    meta.put("skill_id", SkillId.ofContent(skillId, source.contentHash())).put("name", name);
    return this;
  }

  /** {@code claude_skill} unless said otherwise; the schema knows two more. */
  public Draft layer(String layer) {
    meta.put("skill_layer", layer);
    return this;
  }

  /** Leaves the title out where it is blank. */
  public Draft title(String title) {
    return title.isBlank() ? this : meta("title", title);
  }

  public Draft description(String description) {
    return meta("description", description);
  }

  /** A further text about the skill as a whole. */
  public Draft meta(String member, String value) {
    meta.put(member, value);
    return this;
  }

  /** Something of the original that is kept as it was written. */
  public Draft original(String member, JsonNode value) {
    original.set(member, value);
    return this;
  }

  public Draft decomposition(ObjectNode decomposition) {
    return with("decomposition", decomposition);
  }

  /** A further member of the document. */
  public Draft with(String member, JsonNode value) {
    document.set(member, value);
    return this;
  }

  /** What else there is to say about another file of the package. */
  public Draft about(String file, ObjectNode more) {
    about.put(file, more);
    return this;
  }

  /** The document, with the files beside the one that was parsed, and the findings. */
  public ParseResult parsed(List<Diagnostic> findings) {
    if (!document.has("resources")) {
      document.set("resources", files());
    }
    ArrayNode told = document.putArray("diagnostics");
    findings.forEach(finding -> told.add(finding.toJson()));
    return new ParseResult.Parsed(new Document(document), findings);
  }

  private ArrayNode files() {
    ArrayNode files = Json.array();
    for (SkillFile file : source.files()) {
      if (!file.name().equals(source.primary())) {
        ObjectNode told = Json.small(4).put("name", file.name());
        told.put("kind", FileKind.of(file.name())).put("size", file.size());
        told.put("sha256", file.sha256());
        ObjectNode more = about.get(file.name());
        files.add(more == null ? told : told.setAll(more));
      }
    }
    return files;
  }
}
