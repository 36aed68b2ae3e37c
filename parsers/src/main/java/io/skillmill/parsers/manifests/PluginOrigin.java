package io.skillmill.parsers.manifests;

import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.List;
import java.util.Map;

/** Holds what a marketplace says about where a plugin comes from to what clients can fetch. */
record PluginOrigin(Declaration declaration) {

  /** What each kind of source cannot do without. */
  private static final Map<String, List<String>> NEEDS =
      Map.of(
          "github", List.of("repo"),
          "url", List.of("url"),
          "git-subdir", List.of("url", "path"),
          "npm", List.of("package"),
          "archive", List.of("url"),
          "command", List.of("command"),
          "local", List.of("path"));

  private static final int COMMAND_MAX = 500;

  void check(Located source) {
    if (source.isText()) {
      path(source);
    } else if (source.isObject()) {
      object(source);
    }
  }

  private void path(Located path) {
    String text = path.text();
    if (Components.leadsOut(text)) {
      error("The path %s leads out of the marketplace; move the plugin in", path);
    } else if (!text.startsWith("./") && !text.isBlank()) {
      declaration.warning(
          "marketplace-source",
          "The path %s does not begin with ./, and is found only under metadata.pluginRoot;"
                  .formatted(Shown.of(text))
              + " put ./ before it",
          path);
    }
  }

  private void object(Located source) {
    Located kind = source.at("source");
    List<String> needs = NEEDS.get(kind.text());
    if (needs == null) {
      error("%s is no kind of source; use github, url, git-subdir, npm, archive or command", kind);
      return;
    }
    for (String member : needs) {
      if (source.at(member).text().isBlank()) {
        declaration.error(
            "marketplace-source",
            "A source of kind %s needs a %s; add it".formatted(Shown.of(kind.text()), member),
            source);
      }
    }
    String url = source.at("url").text();
    if (kind.text().equals("archive") && !url.isEmpty() && !url.startsWith("https://")) {
      error("An archive is fetched by https alone, not from %s; change its url", source.at("url"));
    }
    Located command = source.at("command");
    if (command.text().length() > COMMAND_MAX) {
      error("The command %s is longer than 500 characters; put it into a script", command);
    }
  }

  private void error(String message, Located at) {
    declaration.error("marketplace-source", message.formatted(Shown.of(at.text())), at);
  }
}
