package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.run.RunInputs;
import io.skillmill.cli.scaffold.SkillProject;
import io.skillmill.cli.session.CredentialOption;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.skill.RunText;
import io.skillmill.cli.skill.SkillPlace;
import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs skills, shows them, and changes which are registered. */
@Command(
    name = "skill",
    description = {
      "Run skills, show them, register them, and begin new ones.",
      "Those of a configuration, of a directory and of the store are run in this process; with",
      "'--store http://HOST:PORT' those of that host are meant, which runs them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill skill new greet --kind python",
      "  skillmill skill run --skill greet --input '{\"who\": \"you\"}'",
      "  skillmill skill register greet --store http://127.0.0.1:8000",
      "  skillmill skill list"
    })
final class SkillCommand {

  private final Session session;

  SkillCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "run",
      description = "Run a skill once, and print its output.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  skillmill skill run time --config runtime-config.yaml",
        "  skillmill skill run add --input '{\"a\": 1, \"b\": 2}' --trace",
        "  skillmill skill run --skill ./greet --input @input.json"
      })
  int run(
      @Parameters(
              paramLabel = "NAME",
              arity = "0..1",
              description = "Its name or mount. Not needed with --skill.")
          Optional<String> name,
      @Option(
              names = "--input",
              paramLabel = "JSON",
              description = "A JSON object, @FILE, or - for standard input. Default: {}.")
          Optional<String> input,
      @Option(names = "--trace", description = "Tell which calls were made.") boolean trace,
      @Mixin CredentialOption credentials,
      @Mixin SkillPlaceOptions where,
      @Mixin JsonOption json) {
    var given = RunInputs.read(input.stream().toList(), session.terminal().in());
    if (given.size() != 1) {
      throw Problem.usage(
              "There are %d inputs, and the skill is run once".formatted(given.size()),
              "Give one, or put all in a queue with 'skillmill enqueue --run'")
          .asException();
    }
    if (name.isEmpty() && !where.isOne()) {
      throw Problem.usage(
              "It is not said which skill to run", "Name it, or its directory with --skill")
          .asException();
    }
    var environment = session.environment();
    return where.look(
        session,
        place -> {
          String skill = name.orElseGet(() -> first(place));
          var call = new SkillPlace.Call(skill, given.getFirst(), credentials.read(environment));
          return told(place.run(call, trace), json);
        });
  }

  /** The skill of the directory comes before those that are registered. */
  private static String first(SkillPlace place) {
    return place.list().stream()
        .map(skill -> skill.path("name").asString())
        .findFirst()
        .orElseThrow(() ->
            Problem.notFound("The directory has no skill that can be run", "Correct it there")
                .asException());
  }

  private int told(ObjectNode run, JsonOption json) {
    boolean done = run.path("success").asBoolean();
    if (json.wanted()) {
      session.terminal().json(run);
    } else {
      RunText.tell(run, session.terminal());
    }
    if (done) {
      return ExitCodes.OK;
    }
    var problem = RunText.problem(run.path("failure"));
    if (!json.wanted()) {
      session.terminal().complain(problem);
    }
    return ExitCodes.of(problem.kind());
  }

  @Command(
      name = "list",
      description = "List the skills that are there.",
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill skill list", "  skillmill skill list --store http://127.0.0.1:8000"})
  int list(@Mixin SkillPlaceOptions where, @Mixin JsonOption json) {
    return where.look(
        session,
        place -> {
          var skills = place.list();
          if (json.wanted()) {
            var report = Json.object();
            skills.forEach(report.putArray("skills")::add);
            session.terminal().json(report);
          } else {
            print(skills);
          }
          return ExitCodes.OK;
        });
  }

  private void print(List<ObjectNode> skills) {
    var table =
        new Table(
            Column.word("name"),
            Column.word("kind"),
            Column.word("version"),
            Column.word("mount"),
            Column.word("from"),
            Column.text("description"));
    for (var skill : skills) {
      table.row(
          skill.path("name").asString(),
          skill.path("implementation").asString(),
          skill.path("version").asString(),
          skill.path("mount_path").asString(),
          skill.path("registered").asBoolean(false) ? "registry" : "configuration",
          skill.path("description").asString());
    }
    if (table.isEmpty()) {
      session.terminal().note("there are no skills");
    } else {
      table.print(session.terminal());
    }
  }

  @Command(
      name = "show",
      description = "Show what a skill takes and gives, its code, or its versions.",
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill skill show time", "  skillmill skill show add --code --version 1.0.0"})
  int show(
      @Parameters(paramLabel = "NAME", description = "Its name or mount.") String name,
      @Option(names = "--code", description = "The code of a registered skill.") boolean code,
      @Option(
              names = "--version",
              paramLabel = "VERSION",
              description = "The code of this version.")
          Optional<String> version,
      @Option(names = "--versions", description = "What happened to a registered skill.")
          boolean versions,
      @Mixin SkillPlaceOptions where,
      @Mixin JsonOption json) {
    return where.look(
        session,
        place -> {
          if (versions) {
            print(place.versions(name), json);
          } else if (code || version.isPresent()) {
            var page = place.code(name, wish(version));
            if (json.wanted()) {
              session.terminal().json(page);
            } else {
              session.terminal().line(page.path("code").asString().stripTrailing());
            }
          } else {
            print(place.show(name), json);
          }
          return ExitCodes.OK;
        });
  }

  private void print(ObjectNode page, JsonOption json) {
    if (json.wanted()) {
      session.terminal().json(page);
    } else {
      session.terminal().line(Json.pretty(page));
    }
  }

  private static ObjectNode wish(Optional<String> version) {
    var wish = Json.object();
    version.ifPresent(value -> wish.put("version", value));
    return wish;
  }

  // ---- the registry

  @Command(
      name = "register",
      description = {
        "Register a skill in the store, or a new version of it.",
        "It is tried first; what would not run changes nothing. Hosts on the store have it within",
        "seconds."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill skill register ./greet", "  skillmill skill register add.py"})
  int register(
      @Parameters(
              paramLabel = "PATH",
              description = "A directory with a skill, its declaration, or a .py or .js file.")
          Path path,
      @Mixin SkillPlaceOptions where,
      @Mixin JsonOption json) {
    var application = Application.from(path);
    return where.change(session, place -> outcome(place.register(application), json));
  }

  @Command(
      name = "remove",
      description = "Remove a registered skill. Its history stays.",
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill skill remove greet"})
  int remove(
      @Parameters(paramLabel = "NAME", description = "Its name.") String name,
      @Mixin SkillPlaceOptions where,
      @Mixin JsonOption json) {
    return where.change(session, place -> outcome(place.remove(name), json));
  }

  @Command(
      name = "rollback",
      description = "Have an earlier version of a registered skill serve again.",
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill skill rollback greet 1.0.0"})
  int rollback(
      @Parameters(paramLabel = "NAME", description = "Its name.") String name,
      @Parameters(paramLabel = "VERSION", description = "As 'skill show NAME --versions' has it.")
          String version,
      @Mixin SkillPlaceOptions where,
      @Mixin JsonOption json) {
    var wish = wish(Optional.of(version));
    return where.change(session, place -> outcome(place.rollback(name, wish), json));
  }

  private int outcome(ObjectNode outcome, JsonOption json) {
    boolean done = outcome.path("success").asBoolean();
    if (json.wanted()) {
      session.terminal().json(outcome);
    } else {
      for (JsonNode warning : outcome.path("warnings")) {
        session.terminal().note(warning.asString());
      }
      if (done) {
        session.terminal().line(outcome.path("message").asString());
      }
    }
    if (!done && !json.wanted()) {
      session.terminal().note(outcome.path("error").asString());
    }
    return ExitCodes.failedIf(!done);
  }

  // ---- new ones

  @Command(
      name = "new",
      description = "Write a small skill that runs at once, to go on from.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  skillmill skill new greet --kind python",
        "  skillmill skill new skills/total --kind composite"
      })
  int create(
      @Parameters(paramLabel = "DIR", description = "Empty or not there; the skill is called so.")
          Path directory,
      @Option(
              names = "--kind",
              required = true,
              paramLabel = "KIND",
              converter = SkillKindWord.class,
              description = "python, javascript, composite, process, java or instructions.")
          SkillProject.Kind kind,
      @Mixin JsonOption json) {
    var files = SkillProject.of(directory, kind).write();
    if (json.wanted()) {
      var report = Json.object();
      var list = report.putArray("files");
      files.forEach(file -> list.add(file.toString()));
      session.terminal().json(report);
    } else {
      files.forEach(file -> session.terminal().line(file.toString()));
      session.terminal().note("Run it with: " + kind.command(directory));
    }
    return ExitCodes.OK;
  }
}
