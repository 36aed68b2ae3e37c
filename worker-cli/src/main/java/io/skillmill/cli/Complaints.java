package io.skillmill.cli;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.OutputClosed;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells whatever went wrong in the one style, and says which exit code that means. */
final class Complaints {

  private final Session session;

  Complaints(Session session) {
    this.session = session;
  }

  /** What stopped a command. */
  int tell(Throwable thrown) {
    if (thrown instanceof OutputClosed) {
      return ExitCodes.OK;
    }
    var problem = problem(thrown);
    session.terminal().complain(problem);
    if (session.options().debug()) {
      thrown.printStackTrace(session.terminal().err());
    }
    return ExitCodes.of(problem.kind());
  }

  /** A command line that picocli does not understand. */
  int misused(ParameterException e, String[] args) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    session
        .terminal()
        .complain(Problem.usage(what(e), guess(e) + "See '%s --help'".formatted(name)));
    if (session.options().debug()) {
      e.printStackTrace(session.terminal().err());
    }
    return ExitCodes.USAGE;
  }

  private static String what(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      if (unmatched.isUnknownOption()) {
        return "There is no option " + word;
      }
      return hasCommands(e)
          ? "There is no command '%s'".formatted(word)
          : "There is one word too many: '%s'".formatted(word);
    }
    String message = String.valueOf(e.getMessage()).strip();
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static boolean hasCommands(ParameterException e) {
    return !e.getCommandLine().getSubcommands().isEmpty();
  }

  private static String guess(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()
        || !(unmatched.isUnknownOption() || hasCommands(e))) {
      return "";
    }
    var spec = e.getCommandLine().getCommandSpec();
    var words =
        unmatched.isUnknownOption() ? spec.optionsMap().keySet() : spec.subcommands().keySet();
    var near = NearWords.of(unmatched.getUnmatched().getFirst(), words);
    return near.isEmpty() ? "" : "Did you mean %s? ".formatted(String.join(" or ", near));
  }

  private static Problem problem(Throwable thrown) {
    return switch (thrown) {
      case ProblemException e -> e.problem();
      case InterruptedException _ ->
          new Problem(Problem.Kind.INTERRUPTED, "It was interrupted", "Run it again to carry on");
      case OutOfMemoryError _ ->
          Problem.failed("Memory ran out", "Use fewer slots, or give Java more with -Xmx");
      default ->
          new Problem(
              Problem.Kind.BUG,
              "Something inside skillmill broke: " + thrown,
              "Run it again with --debug, and report what it prints");
    };
  }
}
