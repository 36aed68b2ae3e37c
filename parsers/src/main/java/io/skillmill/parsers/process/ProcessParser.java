package io.skillmill.parsers.process;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A parser whose work is done by processes. Says how well it fits without starting one. */
final class ProcessParser implements SkillParser {

  private static final String SCHEMA_VERSION = "2.4.0";

  private final Declaration declaration;
  private final Pool pool;

  ProcessParser(Declaration declaration, Pool pool) {
    this.declaration = declaration;
    this.pool = pool;
  }

  @Override
  public String name() {
    return declaration.name();
  }

  @Override
  public String version() {
    return declaration.version();
  }

  @Override
  public Fit fit(SkillSource source) {
    String path = source.primary();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return declaration.formats().patterns().stream().anyMatch(pattern -> pattern.fits(name))
        ? declaration.formats().fit()
        : Fit.NONE;
  }

  /** A process that dies or hangs is a failure of the parser, so it is thrown. */
  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    SkillFile file = source.primaryFile();
    if (file.size() > limits.inputBytesMax() || file.bytes().isEmpty()) {
      return tooLarge(file, limits);
    }
    try {
      return switch (pool.ask((companion, id) -> ask(companion, id, source, limits))) {
        case Answer.Refused(var why) -> new ParseResult.Rejected(why);
        case Answer.Made(var document, var diagnostics) -> made(document.json(), diagnostics);
        case Answer.Failed(var error) ->
            throw Problem.failed(
                    "%s failed over %s: %s".formatted(declaration.title(), source.name(), error),
                    "Mend it, or tell its author")
                .asException();
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
              Problem.Kind.INTERRUPTED,
              "%s was ended, because the work was called off".formatted(declaration.title()),
              "Run the same command again to carry on")
          .causedBy(e);
    }
  }

  private Answer ask(Companion companion, long id, SkillSource source, Limits limits)
      throws Broken, InterruptedException {
    var request = Wire.request(id, source, limits, declaration);
    var answer = companion.ask(request, declaration.bounds().perSource(), "parse " + source.name());
    try {
      return Answer.read(answer, id, source.primary());
    } catch (Answer.Faulty e) {
      throw companion.outOfStep("gave an answer that " + e.what());
    }
  }

  /** Fills in what every document says and this one does not. */
  private ParseResult made(ObjectNode document, List<Diagnostic> diagnostics) {
    if (document.path("meta") instanceof ObjectNode meta) {
      meta.remove("parse_timestamp"); // stamped by whoever ran the parser
      fill(meta, "skill_layer", "claude_skill");
      fill(meta, "schema_version", SCHEMA_VERSION);
      fill(meta, "parser_version", version());
      fill(meta, "parsed_by", name());
    }
    if (!document.has("diagnostics") && !diagnostics.isEmpty()) {
      var told = document.putArray("diagnostics");
      diagnostics.forEach(diagnostic -> told.add(diagnostic.toJson()));
    }
    return new ParseResult.Parsed(new Document(document), diagnostics);
  }

  private static void fill(ObjectNode meta, String member, String value) {
    if (!meta.has(member)) {
      meta.put(member, value);
    }
  }

  private static ParseResult tooLarge(SkillFile file, Limits limits) {
    return new ParseResult.Rejected(
        List.of(
            Diagnostic.error(
                "too-large",
                "The file has %d bytes, which were not carried along or are more than %d; split it"
                    .formatted(file.size(), limits.inputBytesMax()),
                Place.startOf(file.name()))));
  }
}
