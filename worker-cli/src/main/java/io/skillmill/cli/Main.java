package io.skillmill.cli;

import io.skillmill.cli.command.Commands;
import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.OutputClosed;
import io.skillmill.cli.render.Surroundings;
import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.session.Session;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.schema.problem.ProblemException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.RunLast;

/**
 * The program {@code skillmill}: one command line in, one exit code out.
 *
 * <pre>{@code
 * int exitCode = Main.run(new String[] {"parse", "skills/"}, System.in, System.out, System.err);
 * }</pre>
 */
public final class Main {

  private static final int HELP_WIDTH_MIN = 55;

  private Main() {}

  public static void main(String[] args) {
    SkillWorker.prepareRuntime();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) ->
        System.err.println("skillmill: The thread " + thread.getName() + " broke: " + e));
    int exitCode = run(args, Surroundings.ofProcess());
    Rehearsal.runIfAsked();
    System.exit(exitCode);
  }

  /** Runs one command line on these streams, with the environment of this process. */
  public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
    return run(args, Surroundings.of(in, out, err, System.getenv()));
  }

  /** Runs one command line in these surroundings. */
  public static int run(String[] args, Surroundings surroundings) {
    var session = new Session(surroundings);
    try {
      return flushed(execute(args, session), session);
    } catch (OutputClosed _) {
      return ExitCodes.OK;
    } catch (Throwable e) {
      return new Complaints(session).tell(e);
    }
  }

  /** The whole tree of commands, for tools that look at it. */
  public static CommandLine commandLine() {
    var nowhere =
        Surroundings.of(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Map.of());
    var session = new Session(nowhere);
    var root = root(session);
    Commands.addAll(root, session);
    return configured(root, session);
  }

  /** A full disk shows only now; where the command failed already, that was told. */
  private static int flushed(int exitCode, Session session) {
    try {
      session.terminal().flush();
    } catch (ProblemException e) {
      return exitCode == ExitCodes.OK ? new Complaints(session).tell(e) : exitCode;
    }
    return exitCode;
  }

  private static int execute(String[] args, Session session) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      session.terminal().line(Version.line());
      return ExitCodes.OK;
    }
    var root = root(session);
    String name = commandName(args);
    if (name.isEmpty() || !Commands.add(root, name, session)) {
      Commands.addAll(root, session);
    }
    return configured(root, session).execute(args);
  }

  private static CommandLine root(Session session) {
    return new CommandLine(new Skillmill(session));
  }

  /** The first word that is no option; only {@code --store} takes its value from the next word. */
  private static String commandName(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--store")) {
        i++;
      } else if (!args[i].startsWith("-")) {
        return args[i];
      }
    }
    return "";
  }

  private static CommandLine configured(CommandLine root, Session session) {
    var complaints = new Complaints(session);
    Terminal terminal = session.terminal();
    boolean colours = terminal.outIsTerminal() && terminal.coloursWanted();
    return root.setExpandAtFiles(false)
        .setColorScheme(Help.defaultColorScheme(colours ? Help.Ansi.ON : Help.Ansi.OFF))
        .setUsageHelpWidth(Math.max(HELP_WIDTH_MIN, terminal.width()))
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setExecutionStrategy(parsed -> {
          WordLists.check(parsed);
          return new RunLast().execute(parsed);
        })
        .setParameterExceptionHandler(complaints::misused)
        .setExecutionExceptionHandler((e, _, _) -> complaints.tell(e));
  }
}
