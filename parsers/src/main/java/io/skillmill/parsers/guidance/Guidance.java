package io.skillmill.parsers.guidance;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.decompose.Decomposer;
import io.skillmill.parsers.decompose.Draft;
import io.skillmill.parsers.decompose.Origin;
import io.skillmill.parsers.decompose.Stated;
import io.skillmill.parsers.markdown.MarkdownBody;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.traits.Traits;
import io.skillmill.parsers.yaml.Field;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A Markdown file that is being taken apart: its fields, if any, its body and its findings. */
final class Guidance {

  /** Lines point well enough into Markdown. */
  static final Origin ORIGIN = new Origin("document", _ -> "");

  private final SkillParser parser;
  private final SkillSource source;
  private final SourceText text;
  private final Optional<Frontmatter> frontmatter;
  private final MarkdownBody body;
  private final Decomposer decomposer;
  private final Traits traits;
  private final List<Diagnostic> findings;

  private Guidance(Reading reading, SourceText text, List<Diagnostic> findings) {
    this.parser = reading.parser;
    this.source = reading.source;
    this.text = text;
    this.findings = findings;
    Limits limits = reading.limits;
    var noticed = new ArrayList<Diagnostic>();
    this.frontmatter =
        opensWithFence(text)
            ? Optional.of(Frontmatter.read(text, limits, noticed))
            : Optional.empty();
    noticed.forEach(finding -> findings.add(reading.strict ? finding : demoted(finding)));
    this.body = MarkdownBody.read(text, frontmatter.map(Frontmatter::bodyLine).orElse(1), limits);
    this.decomposer = new Decomposer(text, parser.version(), limits, ORIGIN);
    this.traits = Traits.ofFile(source, text, frontmatter, reading.client);
  }

  /**
   * How a file is to be read.
   *
   * @param strict whether its clients take fields that are no sound YAML amiss
   * @param client what its clients do with the body
   */
  record Reading(
      SkillParser parser, SkillSource source, Limits limits, boolean strict, Traits.Client client) {

    Reading(SkillParser parser, SkillSource source, Limits limits) {
      this(parser, source, limits, true, Traits.Client.IMPORTS);
    }

    Reading lenient() {
      return new Reading(parser, source, limits, false, client);
    }

    Reading by(Traits.Client other) {
      return new Reading(parser, source, limits, strict, other);
    }

    /** Hands what was read to the reader; what cannot be read is rejected. */
    ParseResult read(Function<Guidance, ParseResult> reader) {
      var findings = new ArrayList<Diagnostic>();
      return Words.read(source.primaryFile(), limits, findings)
          .map(text -> reader.apply(new Guidance(this, text, findings)))
          .orElseGet(() -> new ParseResult.Rejected(findings));
    }
  }

  private static Diagnostic demoted(Diagnostic finding) {
    return new Diagnostic(finding.rule(), Severity.INFO, finding.message(), finding.place());
  }

  private static boolean opensWithFence(SourceText text) {
    for (int line = 1; line <= text.lineCount(); line++) {
      String words = text.line(line);
      if (!words.isBlank()) {
        return words.stripTrailing().equals("---");
      }
    }
    return false;
  }

  MarkdownBody body() {
    return body;
  }

  Traits traits() {
    return traits;
  }

  boolean hasFields() {
    return frontmatter.isPresent();
  }

  List<Field> fields() {
    return frontmatter.map(some -> List.copyOf(some.all())).orElseGet(List::of);
  }

  Optional<Field> field(String name) {
    return frontmatter.flatMap(some -> some.field(name));
  }

  Optional<String> fieldText(String name) {
    return frontmatter.flatMap(some -> some.text(name));
  }

  void tell(Severity severity, String rule, String message, String field) {
    Place place = field(field).map(Field::key).orElseGet(() -> Place.startOf(text.file()));
    findings.add(new Diagnostic(rule, severity, message, place));
  }

  void error(String rule, String message, String field) {
    tell(Severity.ERROR, rule, message, field);
  }

  void warning(String rule, String message, String field) {
    tell(Severity.WARNING, rule, message, field);
  }

  void info(String rule, String message, String field) {
    tell(Severity.INFO, rule, message, field);
  }

  /** A condition that a field states. */
  void rule(String conditionType, Field field, String condition) {
    decomposer
        .rule(stated(field, condition))
        .put("condition_type", conditionType)
        .put("returns", "boolean")
        .put("condition_expression", condition);
  }

  /** Something that a field says of how the model is to go about it. */
  void directive(String type, Field field, String statement) {
    decomposer.directive(stated(field, statement)).put("directive_type", type);
  }

  private Stated stated(Field field, String statement) {
    int start = offset(field.key());
    int length = Math.max(1, text.line(field.key().line()).stripTrailing().length());
    int end = text.startOfLine(field.key().line()) + length;
    return new Stated(statement, statement, start, Math.max(start + 1, end), "frontmatter");
  }

  private int offset(Place place) {
    return text.startOfLine(place.line()) + place.column() - 1;
  }

  /** A document of this source, still to be named. */
  Draft draft() {
    Draft draft = new Draft(source, parser).title(body.title());
    frontmatter.ifPresent(some -> draft.original("frontmatter", some.fields()));
    return draft;
  }

  /** What the body opens with. */
  String opening() {
    return body.opening();
  }

  /** The finished document, with everything that the body says. */
  ParseResult document(Draft draft) {
    body.passages().forEach(decomposer::add);
    findings.addAll(body.findings());
    if (frontmatter.isEmpty() && decomposer.isEmpty()) {
      findings.add(
          Diagnostic.error(
              "nothing-usable",
              "Nothing in the file can be used; write what the model is to do",
              Place.startOf(text.file())));
      return new ParseResult.Rejected(findings);
    }
    traits.prose(fieldText("description").orElse(""));
    body.tell(traits, text);
    return draft
        .decomposition(decomposer.decomposition(findings))
        .with("traits", traits.json(findings))
        .parsed(findings);
  }
}
