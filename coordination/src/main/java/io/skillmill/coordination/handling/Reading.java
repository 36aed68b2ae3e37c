package io.skillmill.coordination.handling;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * What can be done with a skill by reading it: each handler reads the source with the parser that
 * the task names, or the one that fits best.
 *
 * @param parsers the parsers to read with
 * @param limits how much they may take on
 */
public record Reading(Parsers parsers, Limits limits) {

  /** Takes the skill apart into a document. */
  public TaskHandler parsing() {
    return new ParseHandler(this);
  }

  /** Says whether the skill is sound, with every finding. */
  public TaskHandler validating() {
    return new ValidateHandler(this);
  }

  /** Measures the skill: how many elements of which kind, how large. */
  public TaskHandler analyzing() {
    return new AnalyzeHandler(this);
  }

  ParseResult read(TaskContext context) {
    return parser(context).parse(context.source(), limits);
  }

  SkillParser parser(TaskContext context) {
    return context
        .claim()
        .parser()
        .map(NewTask.ParserRef::name)
        .map(name -> parsers.named(name).orElseThrow(() -> missing(name)))
        .or(() -> parsers.best(context.source()))
        .orElseThrow(() -> unfit(context));
  }

  /** The reason that is given is the last error, after which the parser did not go on. */
  static Outcome rejected(List<Diagnostic> diagnostics) {
    var why =
        diagnostics.stream()
            .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
            .reduce((_, later) -> later)
            .orElse(diagnostics.getLast());
    var result = Json.object();
    result.set("diagnostics", json(diagnostics));
    return new Outcome.Rejected(why.toString(), Json.write(result));
  }

  static ArrayNode json(List<Diagnostic> diagnostics) {
    var array = Json.array();
    diagnostics.forEach(diagnostic -> array.add(diagnostic.toJson()));
    return array;
  }

  private static RuntimeException missing(String name) {
    return Problem.notFound(
            "This worker has no parser named '%s'".formatted(name),
            "Put the parser's jar where this worker finds its plugins")
        .asException();
  }

  private static RuntimeException unfit(TaskContext context) {
    return Problem.notFound(
            "No parser of this worker fits %s".formatted(context.claim().path()),
            "Enqueue it again with --parser")
        .asException();
  }
}
