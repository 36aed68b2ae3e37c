package io.skillmill.parsers.mcp;

import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Hints;
import io.skillmill.parsers.declared.Members;
import io.skillmill.parsers.declared.Tool;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.StringNode;

/** Takes the tools of a list in and holds them to what the protocol asks of them. */
record ToolList(Declaration declaration, ToolPages pages) {

  private static final Members TOOL =
      Members.of(
          "mcp-tool",
          """
          name:text! title:text description:text inputSchema:object! outputSchema:object \
          annotations:object icons:list _meta:object execution:object\
          """);

  private static final Members ANNOTATIONS =
      Members.of(
          "mcp-annotation",
          """
          title:text readOnlyHint:flag destructiveHint:flag idempotentHint:flag openWorldHint:flag\
          """);

  private static final int NAME_MAX = 128;

  ParseResult document() {
    Revision revision = Revision.of(pages);
    pages.results().forEach(result -> Pages.check(result, revision, declaration));
    Map<String, Located> known = new HashMap<>();
    for (Located tool : pages.tools()) {
      if (declaration.check(tool, TOOL)) {
        tool(tool, known);
      }
    }
    List<Located> results = pages.results();
    if (!results.isEmpty() && results.getLast().at("nextCursor").isText()) {
      declaration.info(
          "mcp-more-pages",
          "The list goes on after this page; ask for the next with its cursor and add it",
          results.getLast().at("nextCursor").named());
    }
    return document(revision);
  }

  private ParseResult document(Revision revision) {
    boolean single = declaration.toolCount() == 1 && pages.tools().size() == 1;
    String fallback = declaration.fileName("tools");
    String only = single ? pages.tools().getFirst().at("name").text() : "";
    String name = only.isBlank() ? fallback : only;
    String told =
        single
            ? pages.tools().getFirst().at("description").text().strip()
            : "%d tools of an MCP server".formatted(declaration.toolCount());
    return declaration.document(
        declaration
            .draft()
            .layer("mcp_tool")
            .named(SkillId.ofTool(only.isBlank() ? "tools" : "tool", name), name)
            .description(told)
            .original("dialect", StringNode.valueOf(pages.dialect()))
            .original("revision", StringNode.valueOf(revision.name()))
            .original("revision_by", StringNode.valueOf(revision.by())));
  }

  private void tool(Located tool, Map<String, Located> known) {
    Located annotations = tool.at("annotations");
    String name = tool.at("name").text();
    String called = name.isBlank() ? "tool " + tool.name() : name;
    named(tool.at("name"), known);
    Hints verb = Hints.ofVerb(called, tool.at("description").text());
    Located title = tool.at("title").isText() ? tool.at("title") : annotations.at("title");
    var taken =
        new Tool(
            tool,
            called,
            title,
            tool.at("description"),
            Tool.Schemas.of(tool.at("inputSchema"), tool.at("outputSchema"), annotations),
            Hints.ofAnnotations(annotations, verb));
    declaration.tool(taken);
    described(tool);
    if (annotations.isThere() && declaration.check(annotations, ANNOTATIONS)) {
      annotations(annotations, taken.section());
    }
    InputSchema.check(tool.at("inputSchema"), declaration);
    declaration.inputs(tool.at("inputSchema"), taken.section());
  }

  private void named(Located name, Map<String, Located> known) {
    String text = name.text();
    if (text.isBlank()) {
      return;
    }
    if (text.length() > NAME_MAX || !text.chars().allMatch(ToolList::inName)) {
      declaration.warning(
          "mcp-tool-name",
          "The name %s has %d characters; use 1 to %d of A-Z, a-z, 0-9, _, - and . alone, which"
                  .formatted(Shown.of(text), text.length(), NAME_MAX)
              + " every client takes",
          name);
    }
    if (known.putIfAbsent(text, name) != null) {
      declaration.error(
          "mcp-tool-doubled",
          "Two tools are called %s, and a client can call but one of them; rename one"
              .formatted(Shown.of(text)),
          name);
    }
  }

  private void described(Located tool) {
    Located description = tool.at("description");
    if (!description.isThere() || (description.isText() && description.text().isBlank())) {
      declaration.warning(
          "mcp-tool-undescribed",
          "The tool has no description, so a model can only guess when to call it; say what it"
              + " does and when to use it",
          tool);
    }
  }

  private void annotations(Located annotations, String section) {
    for (Located hint : annotations) {
      if (hint.isTrue() || hint.isFalse()) {
        declaration.directive(
            "knowledge", hint, "%s is %s".formatted(hint.name(), hint.spelled()), section);
      }
    }
    if (annotations.at("readOnlyHint").isTrue() && annotations.at("destructiveHint").isTrue()) {
      declaration.warning(
          "mcp-hints-contradict",
          "What only reads cannot destroy; set readOnlyHint or destructiveHint to false",
          annotations.at("destructiveHint").named());
    }
  }

  private static boolean inName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.';
  }
}
