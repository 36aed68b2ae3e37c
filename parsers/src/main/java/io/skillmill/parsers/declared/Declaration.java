package io.skillmill.parsers.declared;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.decompose.Decomposer;
import io.skillmill.parsers.decompose.Draft;
import io.skillmill.parsers.decompose.Origin;
import io.skillmill.parsers.decompose.Stated;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.LocatedFile;
import io.skillmill.parsers.located.Shown;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON or YAML file that is being taken apart: its values, what was found in them, and the
 * document in the making. One for each file; not thread-safe.
 *
 * <pre>{@code
 * return Declaration.read(
 *     new Format(this, "mcp_tool"),
 *     source,
 *     limits,
 *     declaration -> {
 *       declaration.sentences(declaration.root().at("description"), "");
 *       return declaration.document(declaration.draft().named(id, name));
 *     });
 * }</pre>
 */
public final class Declaration {

  private final Format format;
  private final SkillSource source;
  private final LocatedFile file;
  private final Findings findings;
  private final Decomposer decomposer;
  private final Prose prose;
  private final InputRules inputs;
  private final ArrayNode tools = Json.array();

  private Declaration(
      Format format, SkillSource source, LocatedFile file, Limits limits, Findings findings) {
    this.format = format;
    this.source = source;
    this.file = file;
    this.findings = findings;
    this.decomposer =
        new Decomposer(
            file.text(),
            format.parser().version(),
            limits,
            new Origin(format.kind(), file::pointerAt));
    this.prose = new Prose(file, limits, decomposer, findings.list());
    this.inputs = new InputRules(this);
  }

  /** Reads the primary file and hands it to the reader; what cannot be read is rejected. */
  public static ParseResult read(
      Format format, SkillSource source, Limits limits, Function<Declaration, ParseResult> reader) {
    var told = new ArrayList<Diagnostic>();
    Optional<LocatedFile> file = LocatedFile.read(source.primaryFile(), limits, told);
    if (file.isEmpty()) {
      return new ParseResult.Rejected(told);
    }
    var findings = new Findings(file.get(), told);
    return reader.apply(new Declaration(format, source, file.get(), limits, findings));
  }

  public Located root() {
    return file.root();
  }

  /** The file's name without its directories and its endings; {@code fallback} if that is blank. */
  public String fileName(String fallback) {
    String name = source.name().substring(source.name().lastIndexOf('/') + 1);
    int dot = name.indexOf('.', 1);
    String bare = (dot > 0 ? name.substring(0, dot) : name).strip();
    return bare.isEmpty() ? fallback : Shown.brief(bare, Tool.NAME_SHOWN_MAX);
  }

  /** Something that will not work as its author meant; the message says what to do. */
  public void error(String rule, String message, Located at) {
    findings.add(Severity.ERROR, rule, message, at);
  }

  /** Something that works, but some client stumbles over. */
  public void warning(String rule, String message, Located at) {
    findings.add(Severity.WARNING, rule, message, at);
  }

  /** Something worth knowing. */
  public void info(String rule, String message, Located at) {
    findings.add(Severity.INFO, rule, message, at);
  }

  /** Holds an object to its table of members; false where it is no object at all. */
  public boolean check(Located object, Members members) {
    return members.check(object, this);
  }

  /** Takes in a tool: its action, what its description says, its entry in the list of tools. */
  public void tool(Tool tool) {
    tools.add(tool.entry(file.pointer(tool.at())));
    ObjectNode action = action(tool.at(), tool.name(), tool.told(), "");
    tool.hints().put(action);
    action.put("tool", tool.name());
    prose.ofTool(tool);
  }

  /** How many tools were taken in. */
  public int toolCount() {
    return tools.size();
  }

  /** The rules that a schema of inputs states. */
  public void inputs(Located schema, String section) {
    inputs.all(schema, section);
  }

  /** The same for what is sent to a service, which sets some members itself. */
  public void request(Located schema, String section) {
    inputs.request(schema, section);
  }

  /** The rules for one input whose schema stands by itself. */
  public void input(Located schema, String section, String name) {
    inputs.input(schema, section, name);
  }

  /** Each sentence of a text; what is none is passed over. */
  public void sentences(Located text, String section) {
    prose.of(text, section);
  }

  /** Adds an action; the caller puts its type and whether it is deterministic. */
  public ObjectNode action(Located at, String name, String description, String section) {
    return decomposer.action(stated(at, name, description, section));
  }

  /** Adds an action that is told in one sentence, with what carrying it out amounts to. */
  public void does(Located at, String sentence, Hints hints, String section) {
    hints.put(action(at, sentence, sentence, section));
  }

  /** What a value stands for: itself, unless it is a reference that leads to something here. */
  public Located resolved(Located value) {
    return inputs.resolved(value);
  }

  /** Adds a rule that holds or does not. */
  public void rule(String conditionType, Located at, String condition, String section) {
    decomposer
        .rule(stated(at, condition, condition, section))
        .put("condition_type", conditionType)
        .put("returns", "boolean")
        .put("condition_expression", condition)
        .put("fail_action", "error_throw");
  }

  /** Adds a directive of a type. */
  public void directive(String type, Located at, String statement, String section) {
    decomposer.directive(stated(at, statement, statement, section)).put("directive_type", type);
  }

  private static Stated stated(Located at, String name, String description, String section) {
    return new Stated(name, description, at.start(), at.end(), section);
  }

  /** A document of this source, still to be named. */
  public Draft draft() {
    return new Draft(source, format.parser());
  }

  /** The finished document, with the tools, if any, in one form. */
  public ParseResult document(Draft draft) {
    if (!tools.isEmpty()) {
      draft.with("tools", tools);
    }
    draft.decomposition(decomposer.decomposition(findings.list()));
    return draft.parsed(findings.all());
  }

  /** No document can be made of it, for this reason and what was found before. */
  public ParseResult rejected(String rule, String message, Located at) {
    var all = new ArrayList<Diagnostic>(findings.all());
    all.add(Diagnostic.error(rule, message, file.place(at)));
    return new ParseResult.Rejected(List.copyOf(all));
  }

  LocatedFile file() {
    return file;
  }
}
