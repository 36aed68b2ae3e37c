package io.skillmill.cli.command;

import io.skillmill.cli.journal.Journal;
import io.skillmill.cli.mcp.McpLines;
import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.ToolVersion;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.session.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Offers hosted skills to the one MCP client that started it. */
@Command(
    name = "mcp",
    description = {
      "Offer skills as tools to an MCP client, over standard input and output, until its end.",
      "Logs go to the error stream. Many clients at once are served by 'skillmill serve', at /mcp."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill mcp --config runtime-config.yaml",
      "  skillmill mcp --skill skills/time --reload"
    })
final class McpCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final LogOptions logging = new LogOptions();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Offer the skills in this file. Default: runtime-config.yaml, if it is here.")
  private @Nullable Path config;

  @Option(
      names = "--skill",
      paramLabel = "DIR",
      description = "Offer the one skill in this directory.")
  private @Nullable Path skill;

  @Option(
      names = "--reload",
      description = "Load skills again when the configuration or their files change.")
  private boolean reload;

  @Option(
      names = "--tool-search",
      description =
          "Offer two tools that find and call the others, for hosts with many. Default: what the"
              + " configuration says in settings: tool_search.")
  private boolean toolSearch;

  McpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    var chosen = ChosenSkills.of(config, skill, session).orNothing();
    var journal = logging.open(session, chosen.config().settings().logLevel());
    var before = System.out;
    System.setOut(System.err); // a skill that prints must not speak to the client
    try {
      return serve(chosen, journal);
    } finally {
      System.setOut(before);
    }
  }

  private int serve(ChosenSkills chosen, Journal journal) throws Exception {
    if (!session.isStoreWanted()) {
      journal.note("there is no store here, and 'memory' needs one: name it with --store FILE");
      try (var skills = chosen.open(Optional.empty())) {
        return serve(skills, journal);
      }
    }
    try (var store = session.localStore();
        var skills = chosen.open(store)) {
      return serve(skills, journal);
    }
  }

  private int serve(HostedSkills skills, Journal journal) throws Exception {
    var log = new ServeLog(journal, Optional.empty(), Optional.empty());
    var ground = new McpLines.Ground(ToolVersion.number(), log);
    var search = toolSearch ? Optional.of(true) : Optional.<Boolean>empty();
    var ended = new CountDownLatch(1);
    try (var _ = Signals.listen(ended::countDown);
        var lines =
            McpLines.open(
                skills.hosting().orElseThrow(), search, ground, session.terminal().out());
        var _ = skills.watch(journal::note, reload)) {
      skills.tell(journal::note);
      Thread.ofPlatform().daemon().name("mcp-input").start(() -> read(lines, journal, ended));
      ended.await();
      return ExitCodes.OK;
    }
  }

  private void read(McpLines lines, Journal journal, CountDownLatch ended) {
    try {
      lines.serve(session.terminal().in());
    } catch (IOException e) {
      journal.note("the client's stream broke: " + e.getMessage());
    } finally {
      ended.countDown();
    }
  }
}
