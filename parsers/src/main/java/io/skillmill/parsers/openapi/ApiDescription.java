package io.skillmill.parsers.openapi;

import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Members;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/** Takes the operations of a description in, path by path. */
final class ApiDescription {

  private static final Members INFO =
      Members.of(
          "openapi-info",
          """
          title:text! version:text|number! summary:text description:text termsOfService:text \
          contact:object license:object\
          """);

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace", "query");

  private final Declaration declaration;
  private final Located root;
  private final Set<String> known = new HashSet<>();

  ApiDescription(Declaration declaration) {
    this.declaration = declaration;
    this.root = declaration.root();
  }

  ParseResult document() {
    String version = version();
    Located info = root.at("info");
    declaration.check(info, INFO);
    declaration.sentences(info.at("description"), "");
    root.at("servers").forEach(this::server);
    for (Located path : root.at("paths")) {
      path(path, false);
    }
    for (Located hook : root.at("webhooks")) {
      path(hook, true);
    }
    if (declaration.toolCount() == 0) {
      declaration.warning(
          "openapi-no-operations",
          "The description has no operation, so there is nothing to call; add one under paths",
          root.at("paths"));
    }
    String title = info.at("title").text().strip();
    String called = title.isEmpty() ? declaration.fileName("api") : title;
    String said = info.at("description").text().strip();
    return declaration.document(
        declaration
            .draft()
            .layer("mcp_tool")
            .named(SkillId.ofTool("api", called), called)
            .description(said.isEmpty() ? info.at("summary").text().strip() : said)
            .original("dialect", StringNode.valueOf(version))
            .original("info", info.isObject() ? info.json() : StringNode.valueOf("")));
  }

  private String version() {
    for (String word : new String[] {"openapi", "swagger"}) {
      if (root.at(word).isThere()) {
        String version = root.at(word).spelled();
        if (!version.startsWith("3") && !version.startsWith("2.0")) {
          declaration.warning(
              "openapi-version",
              "Version %s is not known; it is read as 3.x is".formatted(Shown.of(version)),
              root.at(word));
        }
        return word + "-" + Shown.brief(version, 20);
      }
    }
    declaration.error(
        "openapi-version",
        "The description does not say which version it follows; add openapi: 3.1.0",
        root.at("openAPI").isThere() ? root.at("openAPI").named() : root);
    return "unknown";
  }

  private void server(Located server) {
    if (!server.at("url").text().isBlank()) {
      declaration.directive(
          "knowledge",
          server.at("url"),
          "It is reached at " + Shown.brief(server.at("url").text(), 300),
          "servers");
    }
  }

  private void path(Located item, boolean incoming) {
    Located resolved = remoteTold(item);
    for (Located member : resolved) {
      if (METHODS.contains(member.name()) && member.isObject()) {
        operation(new Endpoint(item, resolved, member, incoming));
      }
    }
    for (Located member : resolved.at("additionalOperations")) {
      if (member.isObject()) {
        operation(new Endpoint(item, resolved, member, incoming));
      }
    }
  }

  private void operation(Endpoint endpoint) {
    Located id = endpoint.operation().at("operationId");
    if (!id.text().isBlank() && !known.add(id.text())) {
      declaration.error(
          "openapi-operation-doubled",
          "Two operations have the id %s; change one".formatted(Shown.of(id.text())),
          id);
    }
    new Operation(declaration, endpoint).take();
  }

  private Located remoteTold(Located item) {
    String reference = item.at("$ref").text();
    if (!reference.isEmpty() && !reference.startsWith("#")) {
      declaration.warning(
          "openapi-ref-remote",
          "The reference %s leads out of the file and is not followed; copy it in"
              .formatted(Shown.of(reference)),
          item.at("$ref"));
    }
    return declaration.resolved(item);
  }
}
