package io.skillmill.parsers.manifests;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.located.Outline;
import io.skillmill.schema.skill.SkillSource;
import java.util.Set;

/** Parses A2A agent cards, of protocol 1.0 and of the earlier ones. */
public final class AgentCardParser implements SkillParser {

  private static final String VERSION = "1";

  private static final Set<String> CARD =
      Set.of(
          "protocolVersion",
          "supportedInterfaces",
          "capabilities",
          "defaultInputModes",
          "defaultOutputModes",
          "preferredTransport",
          "additionalInterfaces");

  @Override
  public String name() {
    return "agent-card";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    Outline outline = Outline.ofJson(source, "\"skills\"");
    if (!outline.isArray("skills") || !outline.isText("name")) {
      return Outline.fileName(source).equals("agent-card.json") ? Fit.LIKELY : Fit.NONE;
    }
    int marks = outline.countOf("", CARD);
    boolean skill = outline.isText("skills/0/id") && outline.isText("skills/0/name");
    if (marks >= 2) {
      return Fit.CERTAIN;
    }
    return skill && marks > 0 ? Fit.LIKELY : Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return Manifests.read(
        this, source, limits, declaration -> new AgentCard(declaration).document());
  }
}
