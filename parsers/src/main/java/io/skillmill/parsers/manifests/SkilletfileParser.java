package io.skillmill.parsers.manifests;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.located.Outline;
import io.skillmill.schema.skill.SkillSource;
import java.util.Set;

/** Parses {@code Skilletfile.yaml}, by which Skillet's host knows a skill. */
public final class SkilletfileParser implements SkillParser {

  private static final String VERSION = "1";

  private static final Set<String> FILES =
      Set.of(
          "skilletfile",
          "skilletfile.yaml",
          "skilletfile.yml",
          "skilletfile.json",
          "skillfile.yaml",
          "skillfile.yml");

  @Override
  public String name() {
    return "skilletfile";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    Outline outline = Outline.ofJson(source, "\"inputs\"", "\"entry");
    String file = Outline.fileName(source);
    boolean markdown = file.endsWith(".md") || file.endsWith(".mdc");
    Outline yaml = outline.has("") || markdown ? outline : Outline.ofYaml(source, "name:");
    boolean named = FILES.contains(file);
    boolean runs = yaml.has("entry") || yaml.has("entry_point");
    boolean puts = yaml.has("inputs") || yaml.has("outputs");
    if (named) {
      return yaml.has("name") ? Fit.CERTAIN : Fit.LIKELY;
    }
    return yaml.has("name") && runs && puts && yaml.has("runtime") ? Fit.LIKELY : Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return Manifests.read(
        this, source, limits, declaration -> new Skilletfile(declaration).document());
  }
}
