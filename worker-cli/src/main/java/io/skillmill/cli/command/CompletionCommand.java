package io.skillmill.cli.command;

import io.skillmill.cli.session.Session;
import io.skillmill.schema.problem.Problem;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A script that teaches a shell the commands and options. */
@Command(
    name = "completion",
    description = "Print a completion script for bash or zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(skillmill completion bash)",
      "  skillmill completion zsh > ~/.skillmill-completion && source ~/.skillmill-completion"
    })
final class CompletionCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private String shell = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw Problem.usage("There is no completion for '%s'".formatted(shell), "Use bash or zsh")
          .asException();
    }
    var root = spec.root().commandLine();
    session.terminal().raw(AutoComplete.bash(root.getCommandName(), root));
    return 0;
  }
}
