package io.skillmill.parsers.manifests;

import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Hints;
import io.skillmill.parsers.declared.Members;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/** Takes the entries of a marketplace in, each with what it takes to install it. */
record Marketplace(Declaration declaration) {

  private static final Members MEMBERS =
      Members.of(
          "marketplace",
          """
          $schema:text name:text! owner:object plugins:list! metadata:object version:text \
          description:text renames:object allowCrossMarketplaceDependenciesOn:list interface:object\
          """);

  private static final Members ENTRY =
      Members.of(
          "marketplace-entry",
          """
          name:text! source:text|object! displayName:text version:text description:text \
          author:object|text homepage:text repository:text|object license:text keywords:list \
          category:text tags:list strict:flag relevance:any metadata:object skills:text|list \
          commands:text|list|object agents:text|list workflows:text|list outputStyles:text|list \
          hooks:text|list|object mcpServers:text|list|object lspServers:text|list|object \
          experimental:object userConfig:object channels:any dependencies:list \
          defaultEnabled:flag policy:object interface:object\
          """);

  ParseResult document() {
    Located root = declaration.root();
    declaration.check(root, MEMBERS);
    String name = root.at("name").text().strip();
    if (!name.isEmpty() && !Manifests.isKebab(name)) {
      declaration.error(
          "marketplace-name",
          "The name %s must be of a-z, 0-9 and hyphens; rename the marketplace"
              .formatted(Shown.of(name)),
          root.at("name"));
    }
    boolean codex = isCodex(root);
    owner(root, codex);
    Located description =
        root.at("description").isText()
            ? root.at("description")
            : root.at("metadata").at("description");
    declaration.sentences(description, "");
    entries(root.at("plugins"));
    String called = name.isEmpty() ? declaration.fileName("marketplace") : name;
    return declaration.document(
        declaration
            .draft()
            .named(SkillId.ofClient("marketplace", called), called)
            .description(description.text().strip())
            .original("dialect", StringNode.valueOf(codex ? "codex" : "claude"))
            .original("manifest", root.json()));
  }

  private static boolean isCodex(Located root) {
    for (Located entry : root.at("plugins")) {
      if (entry.at("policy").isObject() || entry.at("source").at("path").isText()) {
        return !root.at("owner").isThere();
      }
    }
    return false;
  }

  private void owner(Located root, boolean codex) {
    if (!codex && root.at("owner").at("name").text().isBlank()) {
      declaration.error(
          "marketplace-owner",
          "The marketplace names no owner, and Claude Code refuses it; add \"owner\": {\"name\":"
              + " \"…\"}",
          root.at("owner"));
    }
  }

  private void entries(Located plugins) {
    Set<String> known = new HashSet<>();
    for (Located entry : plugins) {
      if (declaration.check(entry, ENTRY)) {
        String name = entry.at("name").text();
        if (!name.isBlank() && !known.add(name)) {
          declaration.error(
              "marketplace-entry-doubled",
              "Two plugins are called %s; rename one".formatted(Shown.of(name)),
              entry.at("name"));
        }
        entry(entry, name.isBlank() ? "plugin " + entry.name() : name);
      }
    }
  }

  private void entry(Located entry, String name) {
    String section = Shown.brief(name, 80);
    declaration.does(
        entry,
        "Install the plugin %s%s".formatted(section, from(entry.at("source"))),
        Hints.of("state_change"),
        section);
    new PluginOrigin(declaration).check(entry.at("source"));
    declaration.sentences(entry.at("description"), section);
    new Components(declaration, "marketplace-entry").of(entry);
  }

  private static String from(Located source) {
    if (source.isText()) {
      return " from " + Shown.brief(source.text(), 200);
    }
    for (String member : new String[] {"repo", "url", "package", "path", "command"}) {
      if (source.at(member).isText()) {
        return " from " + Shown.brief(source.at(member).text(), 200);
      }
    }
    return "";
  }
}
