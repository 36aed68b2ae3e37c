package io.skillmill.parsers.manifests;

import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.List;

/** Takes in what a plugin brings along: paths to its parts, servers, hooks and options. */
record Components(Declaration declaration, String prefix) {

  private static final List<String> PATHS =
      List.of("skills", "commands", "agents", "workflows", "outputStyles", "apps");

  void of(Located plugin) {
    PATHS.forEach(name -> paths(plugin.at(name), name));
    for (String name : List.of("themes", "monitors")) {
      paths(plugin.at("experimental").at(name), name);
    }
    new Servers(declaration).of(plugin.at("mcpServers"));
    languageServers(plugin.at("lspServers"));
    hooks(plugin.at("hooks"));
    plugin.at("dependencies").forEach(this::dependency);
    plugin.at("userConfig").forEach(this::option);
  }

  private void paths(Located value, String kind) {
    if (value.isText()) {
      path(value, kind);
    } else {
      for (Located each : value) {
        if (each.isText()) {
          path(each, kind);
        } else if (each.at("source").isText()) {
          path(each.at("source"), kind);
        }
      }
    }
  }

  private void path(Located path, String kind) {
    String text = path.text();
    declaration.directive(
        "knowledge", path, "Its %s are in %s".formatted(kind, Shown.brief(text, 200)), kind);
    boolean root = kind.equals("skills") && text.equals(".");
    if (!root && !text.startsWith("./")) {
      declaration.error(
          prefix + "-path",
          "The path %s must begin with ./, or the plugin does not load; put it before"
              .formatted(Shown.of(text)),
          path);
    } else if (leadsOut(text)) {
      declaration.error(
          prefix + "-path",
          "The path %s leads out of the plugin, which is not installed with it; move the file in"
              .formatted(Shown.of(text)),
          path);
    }
  }

  static boolean leadsOut(String path) {
    return List.of(path.split("/", -1)).contains("..");
  }

  private void languageServers(Located servers) {
    if (servers.isText()) {
      path(servers, "lspServers");
    }
    for (Located server : servers) {
      if (server.at("command").isText()) {
        declaration.does(
            server,
            "Start the language server %s with %s"
                .formatted(
                    Shown.brief(server.name(), 80), Shown.brief(server.at("command").text(), 200)),
            Manifests.OUTSIDE,
            "lspServers");
      }
    }
  }

  private void hooks(Located hooks) {
    if (hooks.isText()) {
      path(hooks, "hooks");
    } else if (hooks.isArray()) {
      hooks.forEach(this::hooks);
    } else {
      Located events = hooks.at("hooks").isObject() ? hooks.at("hooks") : hooks;
      for (Located event : events) {
        event.forEach(matcher -> hooks(matcher, event.name()));
      }
    }
  }

  private void hooks(Located matcher, String event) {
    String on = matcher.at("matcher").text();
    for (Located hook : matcher.at("hooks")) {
      Located command = hook.at("command").isText() ? hook.at("command") : hook.at("prompt");
      if (command.isText() && !command.text().isBlank()) {
        declaration.does(
            command,
            "On %s%s run %s"
                .formatted(
                    Shown.brief(event, 80),
                    on.isBlank() ? "" : " of " + Shown.brief(on, 80),
                    Shown.brief(command.text(), 300)),
            Manifests.OUTSIDE,
            "hooks");
      }
    }
  }

  private void dependency(Located dependency) {
    String name = dependency.isText() ? dependency.text() : dependency.at("name").text();
    if (name.isBlank()) {
      declaration.error(
          prefix + "-dependency", "A dependency must be a name, or an object with one", dependency);
      return;
    }
    String version = dependency.at("version").text();
    declaration.rule(
        "existence_check",
        dependency,
        "the plugin %s is installed%s"
            .formatted(
                Shown.brief(name, 120),
                version.isBlank() ? "" : " in version " + Shown.brief(version, 80)),
        "dependencies");
  }

  private void option(Located option) {
    for (String member : List.of("type", "title", "description")) {
      if (option.at(member).text().isBlank()) {
        declaration.error(
            prefix + "-option",
            "The option %s has no %s; add it, for it is required"
                .formatted(Shown.of(option.name()), member),
            option);
      }
    }
    if (option.at("required").isTrue()) {
      declaration.rule(
          "existence_check",
          option.at("required"),
          "the option %s is given".formatted(Shown.brief(option.name(), 80)),
          "userConfig");
    }
    declaration.sentences(option.at("description"), "userConfig");
  }
}
