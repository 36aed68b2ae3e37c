package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.coordination.skills.graph.GraphText;
import io.skillmill.schema.problem.Problem;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells which skills call which. */
@Command(
    name = "graph",
    description = {
      "Tell which skills call which, as their text says; of a running host also how often they",
      "did. Circles are listed in JSON."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill graph --config runtime-config.yaml --format mermaid",
      "  skillmill graph --format dot | dot -Tsvg > skills.svg",
      "  skillmill graph --store http://127.0.0.1:8000 --json"
    })
final class GraphCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final SkillPlaceOptions where = new SkillPlaceOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "mermaid",
      description = "mermaid (default), dot or json.")
  private String format = "mermaid";

  GraphCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String wanted = json.wanted() ? "json" : format;
    if (!GraphText.FORMATS.containsKey(wanted)) {
      throw Problem.usage(
              "There is no format '%s' of the graph".formatted(wanted),
              "Use one of: " + String.join(", ", new TreeSet<>(GraphText.FORMATS.keySet())))
          .asException();
    }
    return where.look(
        session,
        place -> {
          session.terminal().line(place.graph(wanted).stripTrailing());
          return ExitCodes.OK;
        });
  }
}
