package io.skillmill.parsers.manifests;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.located.Outline;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

/** Parses the lists of plugins that a marketplace offers: Claude Code's and Codex's. */
public final class MarketplaceParser implements SkillParser {

  private static final String VERSION = "1";

  /** Where clients look for one, whatever it holds. */
  private static final List<String> PLACES =
      List.of(".claude-plugin/marketplace.json", ".agents/plugins/marketplace.json");

  @Override
  public String name() {
    return "marketplace";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    Outline outline = Outline.ofJson(source, "\"plugins\"");
    if (!outline.isArray("plugins") || !outline.isText("name")) {
      String path = source.primary();
      boolean looked = PLACES.stream().anyMatch(path::endsWith);
      return looked ? Fit.LIKELY : Fit.NONE;
    }
    boolean entry = outline.isText("plugins/0/name") && outline.has("plugins/0/source");
    boolean placed = Outline.fileName(source).equals("marketplace.json");
    boolean owned = outline.isObject("owner");
    if ((entry && owned) || (placed && (entry || owned))) {
      return Fit.CERTAIN;
    }
    return entry ? Fit.LIKELY : Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return Manifests.read(
        this, source, limits, declaration -> new Marketplace(declaration).document());
  }
}
