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
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/** Parses plugin manifests: Claude Code's, Codex's and the neutral one of Agent Plugins. */
public final class PluginManifestParser implements SkillParser {

  private static final String VERSION = "1";

  private static final String NEUTRAL = "agent-plugins.org";

  private static final Members MEMBERS =
      Members.of(
          "plugin",
          """
          $schema:text name:text! displayName:text version:text description:text \
          author:object|text homepage:text repository:text|object license:text keywords:list \
          metadata:object skills:text|list commands:text|list|object agents:text|list \
          workflows:text|list outputStyles:text|list hooks:text|list|object \
          mcpServers:text|list|object lspServers:text|list|object experimental:object \
          userConfig:object channels:list|object dependencies:list defaultEnabled:flag \
          apps:text|list|object interface:object\
          """);

  private static final Set<String> PARTS =
      Set.of(
          "skills",
          "commands",
          "agents",
          "hooks",
          "mcpServers",
          "lspServers",
          "outputStyles",
          "userConfig");

  /** What manifests of other kinds have, and no plugin. */
  private static final Set<String> FOREIGN =
      Set.of(
          "scripts",
          "devDependencies",
          "main",
          "bin",
          "engines",
          "plugins",
          "contributes",
          "contextFileName",
          "decomposition",
          "manifest_version",
          "capabilities",
          "skill_id");

  @Override
  public String name() {
    return "plugin-manifest";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    Outline outline = Outline.ofJson(source, "\"name\"");
    String path = source.primary();
    boolean placed =
        path.endsWith(".claude-plugin/plugin.json") || path.endsWith(".codex-plugin/plugin.json");
    if (!outline.isText("name")) {
      return placed ? Fit.LIKELY : Fit.NONE;
    }
    if (placed || outline.text("$schema").contains(NEUTRAL)) {
      return Fit.CERTAIN;
    }
    return outline.countOf("", PARTS) > 0 && outline.countOf("", FOREIGN) == 0
        ? Fit.LIKELY
        : Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    String dialect = source.primary().contains(".codex-plugin/") ? "codex" : "claude";
    return Manifests.read(this, source, limits, declaration -> document(declaration, dialect));
  }

  private static ParseResult document(Declaration declaration, String placed) {
    Located root = declaration.root();
    boolean neutral = root.at("$schema").text().contains(NEUTRAL);
    String dialect = neutral ? "agent-plugins" : placed;
    declaration.check(root, MEMBERS);
    String name = root.at("name").text().strip();
    checkName(declaration, name, neutral);
    declaration.sentences(root.at("description"), "");
    new Components(declaration, "plugin").of(root);
    String called = name.isEmpty() ? declaration.fileName("plugin") : name;
    return declaration.document(
        declaration
            .draft()
            .named(SkillId.ofClient("plugin", called), called)
            .title(root.at("displayName").text())
            .description(root.at("description").text().strip())
            .original("dialect", StringNode.valueOf(dialect))
            .original("manifest", root.json()));
  }

  private static void checkName(Declaration declaration, String name, boolean neutral) {
    boolean fine = neutral ? isNeutral(name) : Manifests.isKebab(name);
    if (!name.isEmpty() && !fine) {
      declaration.error(
          "plugin-name",
          "The name %s must be of a-z, 0-9 and hyphens, such as %s; rename the plugin"
              .formatted(Shown.of(name), "\"my-plugin\""),
          declaration.root().at("name"));
    }
  }

  private static boolean isNeutral(String name) {
    return name.length() <= 64
        && name.chars().allMatch(c -> Manifests.isLowerAlphanumeric(c) || c == '.' || c == '-')
        && !name.contains("--")
        && !name.contains("..");
  }
}
