package io.skillmill.parsers.authoring;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.decompose.Decomposer;
import io.skillmill.parsers.decompose.Draft;
import io.skillmill.parsers.decompose.Origin;
import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.decompose.Stated;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A text that is being taken apart line by line, and the document in the making. Bytes, encodings,
 * limits, ids and provenance are taken care of; a parser says what the lines mean.
 *
 * <pre>{@code
 * public ParseResult parse(SkillSource source, Limits limits) {
 *   return LineSkill.read(this, source, limits, skill -> {
 *     skill.name(skill.line(1));
 *     for (int line = 2; line <= skill.lineCount(); line++) {
 *       skill.step(line, skill.line(line));
 *     }
 *   });
 * }
 * }</pre>
 *
 * <p>Blank texts are passed over, wherever one is given. Lines count from 1.
 */
public final class LineSkill {

  private static final String KIND = "document";

  private final SourceText text;
  private final Decomposer decomposer;
  private final Draft draft;
  private final List<Diagnostic> findings;
  private final ObjectNode settings = Json.object();
  private String name;
  private String section = "";
  private boolean rejected;

  private LineSkill(
      SourceText text, Decomposer decomposer, Draft draft, List<Diagnostic> findings) {
    this.text = text;
    this.decomposer = decomposer;
    this.draft = draft;
    this.findings = findings;
    this.name = withoutEnding(text.file());
  }

  /**
   * Reads the primary file as text and hands it to the reader. What is no text, too large, blank,
   * or {@linkplain #reject rejected} by the reader becomes a rejection that says why.
   *
   * @param parser who asks; its name and version go into the document
   */
  public static ParseResult read(
      SkillParser parser, SkillSource source, Limits limits, Consumer<LineSkill> reader) {
    var findings = new ArrayList<Diagnostic>();
    Optional<SourceText> text =
        SourceText.read(source.primaryFile(), limits, findings)
            .map(read -> SourceText.of(read.file(), SourceText.wellFormed(read.text())));
    if (text.isEmpty()) {
      return new ParseResult.Rejected(findings);
    }
    var decomposer =
        new Decomposer(text.get(), parser.version(), limits, new Origin(KIND, _ -> ""));
    var skill = new LineSkill(text.get(), decomposer, new Draft(source, parser), findings);
    if (text.get().text().isBlank()) {
      skill.reject("file-empty", "The file is empty; write a skill into it", 1);
    } else {
      reader.accept(skill);
    }
    return skill.result();
  }

  /** How many lines there are; at least one. */
  public int lineCount() {
    return text.lineCount();
  }

  /** One line as it stands, without its end. */
  public String line(int number) {
    return text.line(number);
  }

  /** What the skill is called; without it the file's name counts, without its ending. */
  public void name(String told) {
    name = told.isBlank() ? name : told.strip();
  }

  /** A title to show, where it is another than the name. */
  public void title(String told) {
    draft.title(told.strip());
  }

  /** What the skill does and when to use it. */
  public void description(String told) {
    if (!told.isBlank()) {
      draft.description(told.strip());
    }
  }

  /** Something of the file that is kept as it was written, under {@code original_definition}. */
  public void setting(String key, String value) {
    settings.put(key, value);
  }

  /** What the following lines belong to; empty for the skill as a whole. */
  public void section(String told) {
    section = told.strip();
  }

  /** Something to do: an action, or whatever else its words turn out to say. */
  public void step(int line, String told) {
    passage(Passage.Shape.STEP, line, told);
  }

  /** Something said: an action, a rule or a directive, as its words tell. */
  public void statement(int line, String told) {
    passage(Passage.Shape.ITEM, line, told);
  }

  /** A command for a shell. */
  public void command(int line, String told) {
    passage(Passage.Shape.COMMAND, line, told);
  }

  /**
   * Something to do, with no guessing.
   *
   * @param type one of the schema's action types, such as {@code transform}
   * @param deterministic whether the same input always gives the same
   */
  public void action(String type, boolean deterministic, int line, String told) {
    if (!told.isBlank()) {
      decomposer
          .action(stated(line, told))
          .put("action_type", type)
          .put("deterministic", deterministic);
    }
  }

  /**
   * Something that holds or does not, with no guessing.
   *
   * @param type one of the schema's condition types, such as {@code validation}
   */
  public void rule(String type, int line, String condition) {
    if (!condition.isBlank()) {
      decomposer
          .rule(stated(line, condition))
          .put("condition_type", type)
          .put("returns", "boolean")
          .put("condition_expression", condition.strip());
    }
  }

  /**
   * Something to keep in mind, with no guessing.
   *
   * @param type one of the schema's directive types, such as {@code knowledge}
   */
  public void directive(String type, int line, String told) {
    if (!told.isBlank()) {
      decomposer.directive(stated(line, told)).put("directive_type", type);
    }
  }

  /** Something in a line that works, but not as its author may think; say what to do about it. */
  public void warning(String rule, String message, int line) {
    find(rule, Severity.WARNING, message, line);
  }

  /** Something in a line that is wrong; say what to do about it. The rest is taken in. */
  public void error(String rule, String message, int line) {
    find(rule, Severity.ERROR, message, line);
  }

  /** No document can be made of the file, for this reason. What is called later changes nothing. */
  public void reject(String rule, String message, int line) {
    error(rule, message, line);
    rejected = true;
  }

  private void find(String rule, Severity severity, String message, int line) {
    int column = 1 + text.line(line).length() - text.line(line).stripLeading().length();
    findings.add(new Diagnostic(rule, severity, message, Place.of(text.file(), line, column)));
  }

  private void passage(Passage.Shape shape, int line, String told) {
    if (!told.isBlank()) {
      var where = stated(line, told);
      decomposer.add(Passage.of(shape, where.description(), where.start(), where.end(), section));
    }
  }

  /** Where the text stands in its line; the whole line where it does not stand there as it is. */
  private Stated stated(int line, String told) {
    String stripped = told.strip();
    String whole = text.line(line);
    int at = whole.indexOf(stripped);
    int start = text.startOfLine(line) + Math.max(0, at);
    int length = at < 0 ? Math.max(1, whole.length()) : stripped.length();
    int end = Math.min(text.text().length(), start + length);
    return new Stated(stripped, stripped, start, end, section);
  }

  private ParseResult result() {
    if (rejected) {
      return new ParseResult.Rejected(findings);
    }
    draft.named(SkillId.ofSkill(name), name);
    if (!settings.isEmpty()) {
      draft.original("settings", settings);
    }
    return draft.decomposition(decomposer.decomposition(findings)).parsed(findings);
  }

  private static String withoutEnding(String file) {
    String bare = file.substring(file.lastIndexOf('/') + 1);
    int dot = bare.lastIndexOf('.');
    String name = (dot > 0 ? bare.substring(0, dot) : bare).strip();
    return name.isEmpty() ? "skill" : name;
  }
}
