package io.skillmill.cli;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.session.GlobalOptions;
import io.skillmill.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command under which all others stand; alone it shows what there is. */
@Command(
    name = "skillmill",
    description = {
      "Takes agent skills apart into schema-checked documents, on a queue that never loses work."
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill parse skills/",
      "  skillmill result skills/pdf",
      "  skillmill help parse"
    })
final class Skillmill implements Callable<Integer> {

  @Mixin private final GlobalOptions options;

  @Option(
      names = {"-V", "--version"},
      description = "Print the version and exit.")
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Session session;

  Skillmill(Session session) {
    this.session = session;
    options = session.options();
  }

  @Override
  public Integer call() {
    if (version) {
      session.terminal().line(Version.line());
      return ExitCodes.OK;
    }
    session.terminal().err().print(spec.commandLine().getUsageMessage());
    return ExitCodes.USAGE;
  }

  boolean debug() {
    return options.debug();
  }
}
