package io.skillmill.parsers.manifests;

import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Members;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.List;
import tools.jackson.databind.node.StringNode;

/** Takes in how a registered server is run or reached, and what it must be given. */
record ServerManifest(Declaration declaration) {

  private static final Members MEMBERS =
      Members.of(
          "mcp-server",
          """
          $schema:text name:text! description:text! version:text! title:text repository:object \
          websiteUrl:text packages:list remotes:list icons:list _meta:object status:text\
          """);

  private static final Members PACKAGE =
      Members.of(
          "mcp-package",
          """
          registryType:text! identifier:text! transport:object! version:text registryBaseUrl:text \
          fileSha256:text runtimeHint:text runtimeArguments:list packageArguments:list \
          environmentVariables:list postInstallInstructions:any\
          """);

  private static final Members REMOTE =
      Members.of("mcp-remote", "type:text! url:text! headers:list variables:object");

  private static final int DESCRIPTION_MAX = 100;
  private static final int NAME_MAX = 200;

  /** How many of the values that an input may have are shown. */
  private static final int CHOICES_MAX = 20;

  ParseResult document() {
    Located outer = declaration.root();
    Located server = outer.at("server").isObject() ? outer.at("server") : outer;
    declaration.check(server, MEMBERS);
    name(server.at("name"));
    version(server.at("version"), "mcp-server-version");
    described(server.at("description"));
    server.at("packages").forEach(this::packaged);
    server.at("remotes").forEach(this::remote);
    if (!server.at("packages").isThere() && !server.at("remotes").isThere()) {
      declaration.warning(
          "mcp-server-nowhere",
          "The server has neither packages nor remotes, so nobody can use it; add one",
          server);
    }
    String name = server.at("name").text().strip();
    String called = name.isEmpty() ? declaration.fileName("server") : name;
    return declaration.document(
        declaration
            .draft()
            .layer("mcp_server_internal")
            .named(SkillId.ofTool("server", called), called)
            .title(server.at("title").text())
            .description(server.at("description").text().strip())
            .original("dialect", StringNode.valueOf(revision(server)))
            .original("manifest", server.json()));
  }

  /** The date in the address of the schema; what came before had names with underscores. */
  private static String revision(Located server) {
    String schema = server.at("$schema").text();
    int start = schema.indexOf(McpServerParser.SCHEMAS);
    if (start < 0) {
      return "unknown";
    }
    String rest = schema.substring(start + McpServerParser.SCHEMAS.length());
    int slash = rest.indexOf('/');
    return slash > 0 ? rest.substring(0, slash) : "unknown";
  }

  private void name(Located name) {
    String text = name.text();
    int slash = text.indexOf('/');
    boolean fine =
        text.length() <= NAME_MAX
            && slash > 0
            && slash == text.lastIndexOf('/')
            && slash < text.length() - 1
            && text.chars().allMatch(ServerManifest::inName);
    if (!text.isBlank() && !fine) {
      declaration.error(
          "mcp-server-name",
          "The name %s must be a reversed domain, one slash and a name, such as io.github.me/tea"
              .formatted(Shown.of(text)),
          name);
    }
  }

  private static boolean inName(int c) {
    return Manifests.isLowerAlphanumeric(c)
        || (c >= 'A' && c <= 'Z')
        || c == '.'
        || c == '_'
        || c == '-'
        || c == '/';
  }

  private void version(Located version, String rule) {
    String text = version.text().strip();
    boolean range =
        !text.isEmpty() && ("^~<>=*".indexOf(text.charAt(0)) >= 0 || text.equals("latest"));
    if (range || text.contains(" - ") || text.contains("||")) {
      declaration.error(
          rule,
          "%s is a range of versions, and the registry takes one alone; name it"
              .formatted(Shown.of(text)),
          version);
    }
  }

  private void described(Located description) {
    int length = description.text().codePointCount(0, description.text().length());
    if (length > DESCRIPTION_MAX) {
      declaration.error(
          "mcp-server-description",
          "The description has %d characters and may have %d; shorten it"
              .formatted(length, DESCRIPTION_MAX),
          description);
    }
    declaration.sentences(description, "");
  }

  private void packaged(Located each) {
    if (earlier(each)) {
      return;
    }
    if (!declaration.check(each, PACKAGE)) {
      return;
    }
    String type = each.at("registryType").text();
    String section = "packages > " + Shown.brief(each.at("identifier").spelled(), 80);
    String version = each.at("version").text();
    declaration.does(
        each,
        "Run the server from the %s package %s%s"
            .formatted(
                Shown.brief(type, 40),
                Shown.brief(each.at("identifier").text(), 200),
                version.isBlank() ? "" : " " + Shown.brief(version, 80)),
        Manifests.OUTSIDE,
        section);
    version(each.at("version"), "mcp-package-version");
    if (type.equals("mcpb") && !each.at("fileSha256").isText()) {
      declaration.error(
          "mcp-package-hash", "A package of type mcpb needs its fileSha256; add it", each);
    }
    for (String holder :
        new String[] {"environmentVariables", "runtimeArguments", "packageArguments"}) {
      each.at(holder).forEach(input -> input(input, section));
    }
    each.at("transport").at("headers").forEach(input -> input(input, section));
  }

  private boolean earlier(Located each) {
    for (String name : new String[] {"registry_type", "registry_name", "transport_type"}) {
      if (each.at(name).isThere()) {
        declaration.error(
            "mcp-server-earlier",
            "%s is how files before 2025-09-16 spell it, and the registry refuses them; write the"
                    .formatted(Shown.of(name))
                + " names without underscores",
            each.at(name).named());
        return true;
      }
    }
    return false;
  }

  private void remote(Located each) {
    if (earlier(each) || !declaration.check(each, REMOTE)) {
      return;
    }
    String url = Shown.brief(each.at("url").text(), 300);
    declaration.does(each, "Connect to the server at " + url, Manifests.OUTSIDE, "remotes");
    each.at("headers").forEach(input -> input(input, "remotes"));
    each.at("variables").forEach(input -> input(input, "remotes"));
  }

  /** Something that its user gives: a variable, an argument, a header. */
  private void input(Located input, String section) {
    String named = input.at("name").text();
    String hinted = named.isBlank() ? input.at("valueHint").text() : named;
    String name = hinted.isBlank() ? input.name() : hinted;
    if (input.at("isRequired").isTrue()) {
      declaration.rule(
          "existence_check",
          input.at("isRequired"),
          "%s is given".formatted(Shown.brief(name, 80)),
          section);
    }
    if (input.at("isSecret").isTrue()) {
      declaration.directive(
          "constraint",
          input.at("isSecret"),
          "Keep %s secret".formatted(Shown.brief(name, 80)),
          section);
    }
    allowed(input, Shown.brief(name, 80), section);
    declaration.sentences(input.at("description"), section);
  }

  private void allowed(Located input, String name, String section) {
    Located preset = input.at("default");
    if (preset.isThere() && !preset.spelled().isBlank()) {
      declaration.directive(
          "preference",
          preset,
          "%s is %s unless given".formatted(name, Shown.brief(preset.spelled(), 200)),
          section);
    }
    List<String> choices =
        input.at("choices").children().stream().limit(CHOICES_MAX).map(Located::spelled).toList();
    if (!choices.isEmpty()) {
      declaration.rule(
          "validation",
          input.at("choices"),
          "%s is one of %s".formatted(name, Shown.brief(String.join(", ", choices), 300)),
          section);
    }
  }
}
