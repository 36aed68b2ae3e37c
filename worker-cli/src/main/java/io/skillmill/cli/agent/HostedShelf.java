package io.skillmill.cli.agent;

import io.skillmill.cli.finding.Sayings;
import io.skillmill.cli.finding.SkillQuestion;
import io.skillmill.cli.http.Caller;
import io.skillmill.cli.http.HostLog;
import io.skillmill.cli.telemetry.Journey;
import io.skillmill.cli.telemetry.TracePlace;
import io.skillmill.cli.tools.FailedRun;
import io.skillmill.cli.tools.HostedTool;
import io.skillmill.cli.tools.HostedTools;
import io.skillmill.cli.tools.ToolFormat;
import io.skillmill.coordination.agents.SkillShelf;
import io.skillmill.coordination.skills.Budget;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.coordination.toolloop.Toolbox.Ran;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * The skills of this process as far as they are there for a caller, whose trace their runs are in.
 */
record HostedShelf(Hosting hosting, Caller caller, TracePlace trace, HostLog log)
    implements SkillShelf {

  private static final InstantSource CLOCK = InstantSource.system();

  private HostedTools seen(Snapshot skills) {
    return HostedTools.of(skills).only(caller::maySee);
  }

  @Override
  public List<ToolDefinition> tools() {
    var all = seen(hosting.snapshot()).all();
    return ToolDefinition.readAll(ToolFormat.OPENAI.write(all, false).path("tools"));
  }

  @Override
  public List<Fitting> fitting(String words) {
    var all = seen(hosting.snapshot()).all();
    return SkillQuestion.of(words, "", "", "")
        .matches(all, tool -> Sayings.of(tool.skill()))
        .stream()
        .map(HostedShelf::fitting)
        .toList();
  }

  private static Fitting fitting(SkillQuestion.Match<HostedTool> match) {
    var tool = match.skill();
    return new Fitting(
        tool.name(),
        tool.skill().configName(),
        tool.description(),
        match.share(),
        "It is about: " + String.join(", ", match.words()));
  }

  @Override
  public Came run(String tool, ObjectNode input, Duration atMost) {
    try (var stay = hosting.engine().stay()) {
      var found = seen(Hosting.snapshot(stay.skills())).find(tool);
      if (found.isEmpty()) {
        var gone = new Ran.Failed("There is no skill '%s' any more".formatted(tool), "Use another");
        return new Came(tool, gone, trace.traceId());
      }
      var answer = run(stay, found.get().address(), input, atMost);
      return new Came(found.get().skill().configName(), told(answer), answer.traceId());
    }
  }

  /** Each run has a place of its own in the trace. */
  private RunAnswer run(SkillEngine.Stay stay, String skill, ObjectNode input, Duration atMost) {
    var place = trace.beside();
    var began = CLOCK.instant();
    var answer =
        stay.run(new RunRequest(skill, input, terms(place, atMost)), Budget.UNBOUNDED, List.of());
    answer.trace().ifPresent(calls -> log.ran(new Journey(place, began, calls)));
    return answer;
  }

  private RunRequest.Terms terms(TracePlace place, Duration atMost) {
    boolean told = log.wantsRuns() && place.sampled();
    return new RunRequest.Terms(
            Map.of(), Optional.of(atMost), OptionalInt.empty(), Optional.of(place.traceId()), told)
        .within(place.traceId(), place.header(), told)
        .by(RunRequest.Door.AGENT);
  }

  private static Ran told(RunAnswer answer) {
    return switch (answer) {
      case RunAnswer.Done done -> new Ran.Done(done.output());
      case RunAnswer.Failed failed -> FailedRun.told(failed.failure());
    };
  }
}
