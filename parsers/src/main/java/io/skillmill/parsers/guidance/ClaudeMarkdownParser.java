package io.skillmill.parsers.guidance;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.traits.Traits;
import io.skillmill.schema.skill.SkillSource;
import java.util.Locale;
import java.util.Set;

/** Parses the agents and the slash commands of Claude Code. */
public final class ClaudeMarkdownParser implements SkillParser {

  private static final String VERSION = "1";

  /** Fields that agents have and skills do not. */
  private static final Set<String> OF_AGENTS =
      Set.of(
          "tools",
          "disallowedtools",
          "permissionmode",
          "maxturns",
          "mcpservers",
          "memory",
          "isolation",
          "color",
          "initialprompt");

  /** Fields that commands have. */
  private static final Set<String> OF_COMMANDS =
      Set.of("argument-hint", "allowed-tools", "disable-model-invocation", "model");

  private static final Set<String> NEITHER =
      Set.of("skill.md", "readme.md", "agents.md", "claude.md", "gemini.md", "changelog.md");

  @Override
  public String name() {
    return "claude-markdown";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    Opening opening = Opening.of(source);
    if (!opening.endsIn(".md") || NEITHER.contains(opening.file().toLowerCase(Locale.ROOT))) {
      return Fit.NONE;
    }
    return ClaudeKind.of(opening) == ClaudeKind.AGENT ? agent(opening) : command(opening);
  }

  private static Fit agent(Opening opening) {
    boolean told = opening.has("name") || opening.has("description");
    if (opening.in("agents")) {
      return told ? Fit.CERTAIN : Fit.POSSIBLE;
    }
    return opening.has("name") && opening.has("description") ? Fit.CERTAIN : Fit.POSSIBLE;
  }

  private static Fit command(Opening opening) {
    boolean its = opening.hasAny(OF_COMMANDS);
    if (opening.in("commands")) {
      boolean placed = opening.in(".claude");
      return placed || its || opening.has("description") ? Fit.CERTAIN : Fit.POSSIBLE;
    }
    return opening.fenced() && opening.has("argument-hint") && !opening.has("name")
        ? Fit.LIKELY
        : Fit.NONE;
  }

  static boolean isAgent(Opening opening) {
    return opening.hasAny(OF_AGENTS) && !opening.hasAny(Set.of("argument-hint", "allowed-tools"));
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    Opening opening = Opening.of(source);
    var reading = new Guidance.Reading(this, source, limits);
    return ClaudeKind.of(opening) == ClaudeKind.AGENT
        ? reading.read(guidance -> new ClaudeAgent(guidance, opening).document())
        : reading
            .by(Traits.Client.FILLS_IN)
            .read(guidance -> new ClaudeCommand(guidance, opening).document());
  }
}
