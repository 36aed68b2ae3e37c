package io.skillmill.parsers.openapi;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Format;
import io.skillmill.parsers.located.Outline;
import io.skillmill.schema.skill.SkillSource;
import java.util.Locale;

/** Parses OpenAPI 3.x, and Swagger 2.0 as far as it is the same, in JSON or YAML. */
public final class OpenApiParser implements SkillParser {

  private static final String VERSION = "1";

  private static final String[] WORDS = {"openapi", "swagger", "openAPI"};

  @Override
  public String name() {
    return "openapi";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    Outline json = Outline.ofJson(source, WORDS);
    Fit fit = fit(json);
    return json.has("") || isMarkdown(source) ? fit : fit(Outline.ofYaml(source, WORDS));
  }

  private static Fit fit(Outline outline) {
    boolean described =
        outline.has("paths")
            || outline.has("info")
            || outline.has("components")
            || outline.has("webhooks");
    for (String word : WORDS) {
      if (outline.has(word) && described) {
        String version = outline.text(word);
        boolean known = version.startsWith("3") || version.startsWith("2");
        return known && !word.equals("openAPI") ? Fit.CERTAIN : Fit.LIKELY;
      }
    }
    return Fit.NONE;
  }

  /** A frontmatter begins like YAML, and goes on otherwise. */
  private static boolean isMarkdown(SkillSource source) {
    String name = source.primary().toLowerCase(Locale.ROOT);
    return name.endsWith(".md") || name.endsWith(".mdc");
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return Declaration.read(new Format(this, "tool"), source, limits, OpenApiParser::document);
  }

  private static ParseResult document(Declaration declaration) {
    return declaration.root().isObject()
        ? new ApiDescription(declaration).document()
        : declaration.rejected(
            "openapi-not-object",
            "The file holds no OpenAPI object; give one with openapi, info and paths",
            declaration.root());
  }
}
