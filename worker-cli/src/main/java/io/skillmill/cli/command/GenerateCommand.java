package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.coordination.skills.generating.SkillWish;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Has a language model write a skill. */
@Command(
    name = "generate",
    description = {
      "Have a language model write a skill, and keep it as a draft.",
      "It is told which skills there are, and asked to call them where they do a part of the work.",
      "What it writes is loaded and its examples are run; a draft can be called by nobody before"
          + " it",
      "is approved."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill skill generate 'the area of a circle' --name circle_area",
      "  skillmill skill drafts 1",
      "  skillmill skill approve 1"
    })
final class GenerateCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final SkillPlaceOptions where = new SkillPlaceOptions();
  @Mixin private final ModelOptions model = new ModelOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "DESCRIPTION", arity = "1..*", description = "What it is to do.")
  private final List<String> description = new ArrayList<>();

  @Option(names = "--name", paramLabel = "NAME", description = "What it is to be called.")
  private @Nullable String name;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "composite, javascript or python. Default: what fits.")
  private @Nullable String kind;

  @Option(
      names = "--inputs",
      paramLabel = "JSON",
      description = "What it is to take: a JSON Schema, or members with a type each.")
  private @Nullable String inputs;

  @Option(names = "--approve", description = "Register it at once, if it does what it should.")
  private boolean approve;

  GenerateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var wish =
        SkillWish.of(
                String.join(" ", description), Optional.ofNullable(name), Optional.ofNullable(kind))
            .taking(Optional.ofNullable(inputs).map(GenerateCommand::read));
    return where.change(
        session, place -> told(place.generate(wish, approve, () -> model.address(session))));
  }

  private static JsonNode read(String inputs) {
    try {
      return Json.read(inputs);
    } catch (Json.MalformedException e) {
      throw Problem.usage(
              "--inputs is not JSON: line %d, column %d".formatted(e.line(), e.column()),
              "Give such as --inputs '{\"radius\": \"number\"}'")
          .causedBy(e);
    }
  }

  private int told(ObjectNode page) {
    boolean done = page.path("success").asBoolean();
    if (json.wanted()) {
      session.terminal().json(page);
      return ExitCodes.failedIf(!done);
    }
    for (JsonNode warning : page.path("warnings")) {
      session.terminal().note(warning.asString());
    }
    long draft = page.path("draft").asLong(0);
    if (!done) {
      session.terminal().note(page.path("error").asString());
    } else if (page.has("revision")) {
      session.terminal().line(Terminal.safe(page.path("message").asString()));
    } else {
      session
          .terminal()
          .line("draft %d: '%s'".formatted(draft, Terminal.safe(page.path("name").asString())));
    }
    if (draft > 0 && page.path("state").asString("").equals("draft")) {
      session
          .terminal()
          .note(
              "Look at it: skillmill skill drafts %d; then approve or reject it".formatted(draft));
    }
    return ExitCodes.failedIf(!done);
  }
}
