package io.skillmill.cli.command;

import io.skillmill.cli.session.Session;
import io.skillmill.schema.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The help of any command, by its name. */
@Command(
    name = "help",
    description = "Show the help of a command, or all commands there are.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill help", "  skillmill help parse", "  skillmill help db check"})
final class HelpCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command's name.")
  private final List<String> names = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  HelpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var shown = spec.root().commandLine();
    for (var name : names) {
      shown = shown.getSubcommands().get(name);
      if (shown == null) {
        throw Problem.usage(
                "There is no command '%s'".formatted(String.join(" ", names)),
                "See 'skillmill help' for those there are")
            .asException();
      }
    }
    session.terminal().raw(shown.getUsageMessage());
    return 0;
  }
}
