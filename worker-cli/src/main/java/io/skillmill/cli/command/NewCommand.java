package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.ToolVersion;
import io.skillmill.cli.scaffold.Names;
import io.skillmill.cli.scaffold.ParserProject;
import io.skillmill.cli.session.Converters;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.json.Json;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins something of one's own. */
@Command(
    name = "new",
    description = "Begin a project of your own.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill new parser todo-list --lang python"})
final class NewCommand {

  private final Session session;

  NewCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "parser",
      description = {
        "Write the project of a parser: it builds, passes the contract and is picked up.",
        "docs/guide/write-a-parser.md goes on from there."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  skillmill new parser todo-list --lang python",
        "  skillmill new parser ini --lang java --ending ini --into parsers/ini"
      })
  int parser(
      @Parameters(
              paramLabel = "NAME",
              description = "The name to ask for it by: lower-case letters, digits and hyphens.")
          String name,
      @Option(
              names = "--lang",
              required = true,
              paramLabel = "LANGUAGE",
              converter = LanguageWord.class,
              description = "What it is written in: java or python.")
          ParserProject.Language language,
      @Option(
              names = "--ending",
              paramLabel = "ENDING",
              description = "How the files end that it reads. Default: its name without hyphens.")
          Optional<String> ending,
      @Option(
              names = "--into",
              paramLabel = "DIR",
              description = "Where to write; empty or not there. Default: a directory of its name.")
          Optional<Path> into,
      @Mixin JsonOption json) {
    var names = new Names(name, ending.orElse(name.replace("-", "")), ToolVersion.number());
    var files = new ParserProject(language, names).write(into.orElse(Path.of(name)));
    if (json.wanted()) {
      var report = Json.object().put("parser", name);
      var list = report.putArray("files");
      files.forEach(file -> list.add(file.toString()));
      session.terminal().json(report);
    } else {
      files.forEach(file -> session.terminal().line(file.toString()));
      session.terminal().note("Its README.md says how to build it, try it and have it picked up");
    }
    return ExitCodes.OK;
  }

  /** The language whose word was typed. */
  static final class LanguageWord implements ITypeConverter<ParserProject.Language> {

    @Override
    public ParserProject.Language convert(String typed) {
      return Converters.word(
          typed, ParserProject.Language.values(), each -> each.name().toLowerCase(Locale.ROOT));
    }
  }
}
