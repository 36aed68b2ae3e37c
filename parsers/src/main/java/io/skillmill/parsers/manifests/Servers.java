package io.skillmill.parsers.manifests;

import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Members;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;

/** Takes in the MCP servers that a manifest starts or reaches. */
record Servers(Declaration declaration) {

  private static final Members SERVER =
      Members.of(
          "mcp-config",
          """
          type:text command:text args:list env:object cwd:text url:text httpUrl:text headers:object \
          headersHelper:text timeout:number trust:flag disabled:flag description:text oauth:object \
          includeTools:list excludeTools:list startup_timeout_ms:number\
          """);

  /** How much of a command is shown. */
  private static final int COMMAND_MAX = 300;

  /** A map of servers by name; a path, or a list of paths and maps. */
  void of(Located servers) {
    if (servers.isText()) {
      declaration.directive(
          "knowledge", servers, "MCP servers are declared in " + servers.text(), "mcpServers");
    } else if (servers.isArray()) {
      servers.forEach(this::of);
    } else {
      servers.forEach(this::server);
    }
  }

  private void server(Located server) {
    if (!declaration.check(server, SERVER)) {
      return;
    }
    String name = Shown.brief(server.name(), 80);
    Located url = server.at("httpUrl").isText() ? server.at("httpUrl") : server.at("url");
    if (server.at("command").isText()) {
      declaration.does(
          server,
          "Start the MCP server %s with %s".formatted(name, command(server)),
          Manifests.OUTSIDE,
          "mcpServers");
    } else if (url.isText()) {
      declaration.does(
          server,
          "Connect to the MCP server %s at %s".formatted(name, url.text()),
          Manifests.OUTSIDE,
          "mcpServers");
    } else {
      declaration.error(
          "mcp-config-nowhere",
          "The server %s can neither be started nor reached; give it a command or a url"
              .formatted(Shown.of(server.name())),
          server);
    }
    for (String holder : new String[] {"env", "headers"}) {
      server.at(holder).forEach(value -> variables(value, name));
    }
  }

  private static String command(Located server) {
    var command = new StringBuilder(server.at("command").text());
    for (Located argument : server.at("args")) {
      if (command.length() < COMMAND_MAX) {
        command.append(' ').append(argument.spelled());
      }
    }
    return Shown.brief(command.toString(), COMMAND_MAX);
  }

  /** A value that is filled in from the surroundings needs them to have it. */
  private void variables(Located value, String server) {
    String text = value.text();
    int start = text.indexOf("${");
    int end = text.indexOf('}', start + 2);
    if (start < 0 || end < 0) {
      return;
    }
    String variable = text.substring(start + 2, end);
    if (!variable.isBlank() && !variable.contains(":-")) {
      declaration.rule(
          "existence_check",
          value,
          "%s is set for the MCP server %s".formatted(Shown.brief(variable, 80), server),
          "mcpServers");
    }
  }
}
