package io.skillmill.coordination.handling;

import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.task.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Says whether the skill is sound, with every finding. */
record ValidateHandler(Reading reading) implements TaskHandler {

  @Override
  public Outcome handle(TaskContext context) {
    var parser = reading.parser(context);
    return switch (parser.parse(context.source(), reading.limits())) {
      case ParseResult.Rejected(var diagnostics) -> verdict(diagnostics);
      case ParseResult.Parsed(var document, var diagnostics) -> {
        var all = new ArrayList<>(diagnostics);
        all.addAll(parser.validate(document.parsedAt(context.now())));
        yield verdict(all);
      }
    };
  }

  @Override
  public boolean cpuBound() {
    return true;
  }

  private static Outcome verdict(List<Diagnostic> diagnostics) {
    boolean valid = diagnostics.stream().noneMatch(d -> d.severity() == Severity.ERROR);
    var result = Json.object().put("valid", valid);
    result.set("diagnostics", Reading.json(diagnostics));
    return new Outcome.Completed(Json.write(result));
  }
}
