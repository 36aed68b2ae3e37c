package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.tools.ToolFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells the skills as tools for models. */
@Command(
    name = "tools",
    description = {
      "Tell the skills as tools for a model, in the form that its API takes, as JSON. Names are",
      "legal for each of them, and stay what they are."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill tools --config runtime-config.yaml",
      "  skillmill tools --format anthropic --strict",
      "  skillmill tools --store http://127.0.0.1:8000 --format mcp"
    })
final class ToolsCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final SkillPlaceOptions where = new SkillPlaceOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "openai",
      description = "openai (default), openai-responses, anthropic, mcp or openai-functions.")
  private String format = "openai";

  @Option(
      names = "--strict",
      description =
          "Every member required, those that may be left out nullable, and no others; what cannot"
              + " be told so is listed in 'loose'.")
  private boolean strict;

  ToolsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var wanted = ToolFormat.of(format);
    return where.look(
        session,
        place -> {
          session.terminal().json(place.tools(wanted, strict));
          return ExitCodes.OK;
        });
  }
}
