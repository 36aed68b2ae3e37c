package io.skillmill.parsers.manifests;

import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Hints;
import io.skillmill.parsers.declared.Members;
import io.skillmill.parsers.declared.Tool;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import io.skillmill.schema.json.Json;
import java.util.Set;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes in a skillet: one tool with its inputs and outputs. */
record Skilletfile(Declaration declaration) {

  private static final Members MEMBERS =
      Members.of(
          "skilletfile",
          """
          name:text! version:text|number description:text! license:text runtime:text entry:text \
          entry_point:text auth:text|object inputs:object outputs:object author:any tags:list \
          category:text homepage:text dependencies:any\
          """);

  private static final Members PORT =
      Members.of(
          "skilletfile-port",
          """
          type:text! description:text required:flag default:any enum:list items:object \
          properties:object minimum:number maximum:number example:any examples:any format:text\
          """);

  private static final Set<String> AUTH = Set.of("none", "api_key", "oauth2");

  ParseResult document() {
    Located root = declaration.root();
    declaration.check(root, MEMBERS);
    String name = root.at("name").text().strip();
    String called = name.isEmpty() ? declaration.fileName("skillet") : name;
    var tool =
        new Tool(
            root,
            called,
            root.at("title"),
            root.at("description"),
            new Tool.Schemas(
                schema(root.at("inputs")), schema(root.at("outputs")), MissingNode.getInstance()),
            Hints.ofVerb(called, root.at("description").text()));
    declaration.tool(tool);
    entry(root);
    auth(root.at("auth"));
    root.at("inputs").forEach(this::input);
    root.at("outputs").forEach(this::output);
    return declaration.document(
        declaration
            .draft()
            .layer("mcp_tool")
            .named(SkillId.ofTool("skillet", called), called)
            .description(root.at("description").text().strip())
            .original("manifest", root.json()));
  }

  private void entry(Located root) {
    Located entry = root.at("entry").isText() ? root.at("entry") : root.at("entry_point");
    if (!entry.isText()) {
      declaration.warning(
          "skilletfile-entry",
          "The file names no entry, so no host can run it; add entry: module:function",
          root);
      return;
    }
    if (!entry.text().isBlank()) {
      declaration.directive(
          "knowledge", entry, "It is run by " + Shown.brief(entry.text(), 200), "entry");
    }
    if (entry.name().equals("entry_point")) {
      declaration.warning(
          "skilletfile-entry",
          "Hosts read entry and pass over entry_point; rename it",
          entry.named());
    }
  }

  private void auth(Located auth) {
    Located kind = auth.isObject() ? auth.at("type") : auth;
    String text = kind.text();
    if (!text.isBlank() && !text.equals("none")) {
      declaration.rule(
          "permission_check", kind, "the caller is known by " + Shown.brief(text, 80), "auth");
    }
    if (!text.isBlank() && !AUTH.contains(text)) {
      declaration.warning(
          "skilletfile-auth",
          "%s is no kind of auth; use none, api_key or oauth2".formatted(Shown.of(text)),
          kind);
    }
  }

  private void input(Located input) {
    String name = Shown.brief(input.name(), 80);
    if (!declaration.check(input, PORT)) {
      return;
    }
    if (!input.at("required").isFalse() && !input.at("default").isThere()) {
      declaration.rule("existence_check", input.named(), "`%s` is given".formatted(name), "inputs");
    }
    declaration.input(input, "inputs", name);
  }

  private void output(Located output) {
    if (declaration.check(output, PORT)) {
      String type = output.at("type").text();
      declaration.directive(
          "knowledge",
          output.named(),
          "It gives %s%s"
              .formatted(
                  Shown.brief(output.name(), 80),
                  type.isBlank() ? "" : ", " + Shown.brief(type, 40)),
          "outputs");
      declaration.sentences(output.at("description"), "outputs");
    }
  }

  /** The same as a JSON Schema; what is required says so there, and not of itself. */
  private static ObjectNode schema(Located ports) {
    ObjectNode schema = Json.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (Located port : ports) {
      if (port.json() instanceof ObjectNode json) {
        ObjectNode copy = json.deepCopy();
        copy.remove("required");
        properties.set(port.name(), copy);
        if (!port.at("required").isFalse() && !port.at("default").isThere()) {
          required.add(port.name());
        }
      }
    }
    return schema;
  }
}
