package io.skillmill.parsers.manifests;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Members;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Outline;
import io.skillmill.parsers.located.Shown;
import io.skillmill.schema.skill.SkillSource;

/** Parses the manifests of Gemini CLI's extensions. */
public final class GeminiExtensionParser implements SkillParser {

  private static final String VERSION = "1";

  private static final Members MEMBERS =
      Members.of(
          "gemini-extension",
          """
          $schema:text name:text! version:text! description:text mcpServers:object \
          contextFileName:text|list excludeTools:list settings:list themes:list plan:object \
          migratedTo:text\
          """);

  private static final Members SETTING =
      Members.of("gemini-setting", "name:text! description:text! envVar:text! sensitive:flag");

  @Override
  public String name() {
    return "gemini-extension";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    Outline outline = Outline.ofJson(source, "\"name\"", "\"version\"");
    if (Outline.fileName(source).equals("gemini-extension.json")) {
      return outline.isObject("") ? Fit.CERTAIN : Fit.LIKELY;
    }
    boolean named = outline.isText("name") && outline.isText("version");
    boolean its = outline.has("contextFileName") || outline.isArray("excludeTools");
    return named && its ? Fit.LIKELY : Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return Manifests.read(this, source, limits, GeminiExtensionParser::document);
  }

  private static ParseResult document(Declaration declaration) {
    Located root = declaration.root();
    declaration.check(root, MEMBERS);
    String name = root.at("name").text().strip();
    if (!name.isEmpty() && !Manifests.isKebab(name)) {
      declaration.warning(
          "gemini-extension-name",
          "The name %s should be of a-z, 0-9 and hyphens and be that of its directory; rename it"
              .formatted(Shown.of(name)),
          root.at("name"));
    }
    declaration.sentences(root.at("description"), "");
    new Servers(declaration).of(root.at("mcpServers"));
    context(declaration, root.at("contextFileName"));
    for (Located tool : root.at("excludeTools")) {
      if (tool.isText() && !tool.text().isBlank()) {
        declaration.directive(
            "constraint",
            tool,
            "Do not use the tool " + Shown.brief(tool.text(), 200),
            "excludeTools");
      }
    }
    root.at("settings").forEach(setting -> setting(declaration, setting));
    String called = name.isEmpty() ? declaration.fileName("extension") : name;
    return declaration.document(
        declaration
            .draft()
            .named(SkillId.ofClient("extension", called), called)
            .description(root.at("description").text().strip())
            .original("manifest", root.json()));
  }

  private static void context(Declaration declaration, Located context) {
    if (context.isText() && !context.text().isBlank()) {
      declaration.directive(
          "knowledge",
          context,
          "What the model must know is in " + Shown.brief(context.text(), 200),
          "contextFileName");
    }
    context.forEach(each -> context(declaration, each));
  }

  private static void setting(Declaration declaration, Located setting) {
    if (declaration.check(setting, SETTING) && setting.at("envVar").isText()) {
      declaration.rule(
          "existence_check",
          setting.at("envVar"),
          "%s is set".formatted(Shown.brief(setting.at("envVar").spelled(), 80)),
          "settings");
      declaration.sentences(setting.at("description"), "settings");
    }
  }
}
