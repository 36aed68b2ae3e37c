package io.skillmill.parsers.guidance;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.schema.skill.SkillSource;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.StringNode;

/** Parses the standing instructions of a directory: AGENTS.md, CLAUDE.md and GEMINI.md. */
public final class AgentsMdParser implements SkillParser {

  private static final String VERSION = "1";

  private static final Map<String, String> DIALECTS =
      Map.of(
          "AGENTS.md", "agents",
          "AGENTS.override.md", "agents",
          "CLAUDE.md", "claude",
          "CLAUDE.local.md", "claude",
          "GEMINI.md", "gemini");

  @Override
  public String name() {
    return "agents-md";
  }

  @Override
  public String version() {
    return VERSION;
  }

  /** There is nothing but the name to tell them by. */
  @Override
  public Fit fit(SkillSource source) {
    String file = Opening.of(source).file();
    if (DIALECTS.containsKey(file)) {
      return Fit.CERTAIN;
    }
    boolean like = DIALECTS.keySet().stream().anyMatch(name -> name.equalsIgnoreCase(file));
    return like ? Fit.POSSIBLE : Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    Opening opening = Opening.of(source);
    return new Guidance.Reading(this, source, limits).read(guidance -> document(guidance, opening));
  }

  private static ParseResult document(Guidance guidance, Opening opening) {
    String place = String.join("/", opening.directories());
    String name = place.isBlank() ? opening.bareName().toLowerCase(Locale.ROOT) : place;
    String called = name.isBlank() ? "instructions" : name.strip();
    if (guidance.hasFields()) {
      guidance.info(
          "agents-md-frontmatter",
          "Such a file has no frontmatter, and clients read it as text; remove it",
          "");
    }
    String dialect = DIALECTS.getOrDefault(opening.file(), "agents");
    return guidance.document(
        guidance
            .draft()
            .named(SkillId.ofClient(dialect + "_md", called), called)
            .description(guidance.opening())
            .original("dialect", StringNode.valueOf(dialect)));
  }
}
