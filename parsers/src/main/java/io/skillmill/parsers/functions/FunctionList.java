package io.skillmill.parsers.functions;

import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Hints;
import io.skillmill.parsers.declared.Tool;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.StringNode;

/** Finds the functions of a file, takes each in, and holds it to the rules of its form. */
final class FunctionList {

  private static final List<String> HOLDERS =
      List.of("tools", "functions", "functionDeclarations", "function_declarations");

  private final Declaration declaration;
  private final Set<String> known = new HashSet<>();
  private final Set<String> words = new TreeSet<>();
  private String firstName = "";
  private String firstDescription = "";

  FunctionList(Declaration declaration) {
    this.declaration = declaration;
  }

  ParseResult document() {
    Located root = declaration.root();
    if (root.isArray()) {
      list(root, "");
    } else if (HOLDERS.stream().anyMatch(holder -> root.at(holder).isArray())) {
      HOLDERS.forEach(holder -> list(root.at(holder), holder));
    } else if (root.isObject() && isTool(root)) {
      tool(root, "");
    }
    if (declaration.toolCount() == 0) {
      return declaration.rejected(
          "function-none",
          "The file declares no function; give an array of tools, or an object with tools",
          root);
    }
    boolean single = declaration.toolCount() == 1;
    String name = single ? firstName : declaration.fileName("functions");
    return declaration.document(
        declaration
            .draft()
            .layer("mcp_tool")
            .named(SkillId.ofTool(single ? "function" : "functions", name), name)
            .description(
                single ? firstDescription : declaration.toolCount() + " functions for a model")
            .original(
                "dialect",
                StringNode.valueOf(words.size() == 1 ? words.iterator().next() : "mixed")));
  }

  private static boolean isTool(Located object) {
    return object.at("name").isText() || object.at("type").isText();
  }

  private void list(Located tools, String holder) {
    for (Located tool : tools) {
      if (!tool.isObject()) {
        declaration.error("function-type", "A tool must be an object; write it in braces", tool);
      } else if (isWrapper(tool)) {
        ModelTools.of(tool).forEach(this::modelTool);
        HOLDERS.forEach(inner -> tool.at(inner).forEach(nested -> nested(nested, inner)));
      } else {
        tool(tool, holder);
      }
    }
  }

  /** A name space of OpenAI's, or Gemini's wrapper: they hold no further ones. */
  private static boolean isWrapper(Located tool) {
    return HOLDERS.stream().anyMatch(inner -> tool.at(inner).isArray())
        || (!isTool(tool) && !ModelTools.of(tool).isEmpty());
  }

  private void modelTool(Located tool) {
    words.add(FunctionForm.GEMINI.word);
    take(
        new Tool(
            tool,
            tool.name(),
            tool.at("title"),
            tool.at("description"),
            Tool.Schemas.none(),
            Hints.of("external_call")));
  }

  private void take(Tool tool) {
    if (firstName.isEmpty()) {
      firstName = tool.name();
      firstDescription = tool.description().text().strip();
    }
    declaration.tool(tool);
  }

  private void nested(Located tool, String holder) {
    if (tool.isObject()) {
      tool(tool, holder);
    } else {
      declaration.error("function-type", "A tool must be an object; write it in braces", tool);
    }
  }

  private void tool(Located tool, String holder) {
    FunctionForm form = FunctionForm.of(tool, holder);
    Located function = form.inner(tool);
    words.add(form.word);
    if (form != FunctionForm.BUILT_IN) {
      declaration.check(function, form.members());
      name(function.at("name"), form);
    }
    Tool taken = taken(tool, function, form);
    take(taken);
    Located inputs = inputs(function, form);
    if (inputs.isObject()) {
      Strictness.check(function, inputs, declaration);
      declaration.inputs(inputs, taken.section());
    }
    if (form == FunctionForm.CUSTOM && function.at("format").at("type").isText()) {
      Located format = function.at("format").at("type");
      declaration.rule(
          "validation", format, "the input is " + Shown.brief(format.text(), 40), taken.section());
    }
  }

  private static Tool taken(Located tool, Located function, FunctionForm form) {
    String named = function.at("name").text();
    String typed = tool.at("type").text();
    String name = !named.isBlank() ? named : !typed.isBlank() ? typed : "function " + tool.name();
    Located description = function.at("description");
    return new Tool(
        tool,
        name,
        function.at("title"),
        description,
        Tool.Schemas.of(
            inputs(function, form), function.at("output_schema"), tool.at("annotations")),
        form == FunctionForm.BUILT_IN
            ? Hints.of("external_call")
            : Hints.ofVerb(name, description.text()));
  }

  private static Located inputs(Located function, FunctionForm form) {
    for (String member : List.of("parametersJsonSchema", "parameters_json_schema")) {
      if (function.at(member).isObject()) {
        return function.at(member);
      }
    }
    return function.at(form.inputMember);
  }

  private void name(Located name, FunctionForm form) {
    String text = name.text();
    if (text.isBlank()) {
      return;
    }
    if (text.length() > form.nameMax || !text.chars().allMatch(FunctionList::inName)) {
      declaration.error(
          "function-name",
          "The name %s has %d characters; use 1 to %d of A-Z, a-z, 0-9, _ and - alone, or the"
                  .formatted(Shown.of(text), text.length(), form.nameMax)
              + " request is refused",
          name);
    }
    if (!known.add(text)) {
      declaration.error(
          "function-doubled",
          "Two functions are called %s; rename one".formatted(Shown.of(text)),
          name);
    }
  }

  private static boolean inName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
