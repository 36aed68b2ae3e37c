package io.skillmill.cli.command;

import io.skillmill.cli.session.Converters;
import io.skillmill.cli.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** The commands by name. A command's class is loaded only when the command is added. */
public final class Commands {

  private static final Map<String, Function<Session, Object>> BY_NAME = byName();

  /** Commands that look at the others, and so are never added alone. */
  private static final Set<String> LOOKING_AT_ALL = Set.of("completion", "help");

  private Commands() {}

  private static Map<String, Function<Session, Object>> byName() {
    var commands = new LinkedHashMap<String, Function<Session, Object>>();
    commands.put("parse", session -> new ParseCommand(session));
    commands.put("check", session -> new CheckCommand(session));
    commands.put("to-prompt", session -> new ToPromptCommand(session));
    commands.put("enqueue", session -> new EnqueueCommand(session));
    commands.put("work", session -> new WorkCommand(session));
    commands.put("serve", session -> new ServeCommand(session));
    commands.put("token", session -> new TokenCommand(session));
    commands.put("mcp", session -> new McpCommand(session));
    commands.put("tools", session -> new ToolsCommand(session));
    commands.put("skill", Commands::skill);
    commands.put("graph", session -> new GraphCommand(session));
    commands.put("agent", session -> new AgentCommand(session));
    commands.put("demo", session -> new DemoCommand(session));
    commands.put("discover", session -> new DiscoverCommand(session));
    commands.put("status", session -> new StatusCommand(session));
    commands.put("tasks", session -> new TasksCommand(session));
    commands.put("task", session -> new TaskCommand(session));
    commands.put("result", session -> new ResultCommand(session));
    commands.put("export", session -> new ExportCommand(session));
    commands.put("workers", session -> new WorkersCommand(session));
    commands.put("retry", session -> new RetryCommand(session));
    commands.put("cancel", session -> new CancelCommand(session));
    commands.put("pause", session -> new PauseCommand(session));
    commands.put("resume", session -> new ResumeCommand(session));
    commands.put("prune", session -> new PruneCommand(session));
    commands.put("parsers", session -> new ParsersCommand(session));
    commands.put("new", session -> new NewCommand(session));
    commands.put("compare", session -> new CompareCommand(session));
    commands.put("bench", session -> new BenchCommand(session));
    commands.put("db", session -> new DbCommand(session));
    commands.put("completion", session -> new CompletionCommand(session));
    commands.put("help", session -> new HelpCommand(session));
    return commands;
  }

  private static CommandLine skill(Session session) {
    return new CommandLine(new SkillCommand(session))
        .addSubcommand("generate", new GenerateCommand(session))
        .addSubcommand("drafts", new DraftsCommand(session))
        .addSubcommand("approve", new ApproveCommand(session))
        .addSubcommand("reject", new RejectCommand(session));
  }

  /** Adds the one command that is named; whether there is one. */
  public static boolean add(CommandLine root, String name, Session session) {
    var make = BY_NAME.get(name);
    if (make == null || LOOKING_AT_ALL.contains(name)) {
      return false;
    }
    root.addSubcommand(name, make.apply(session));
    Converters.register(root);
    return true;
  }

  /** Adds all of them, for help, completion and suggestions. */
  public static void addAll(CommandLine root, Session session) {
    BY_NAME.forEach((name, make) -> root.addSubcommand(name, make.apply(session)));
    Converters.register(root);
  }
}
