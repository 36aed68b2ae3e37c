package io.skillmill.cli.command;

import io.skillmill.cli.discovery.Discovery;
import io.skillmill.cli.discovery.DiscoveryHost;
import io.skillmill.cli.discovery.DiscoveryPages;
import io.skillmill.cli.discovery.HostList;
import io.skillmill.cli.discovery.Round;
import io.skillmill.cli.finding.SkillQuestion;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.render.ToolVersion;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.session.Signals;
import io.skillmill.cli.session.TokenOption;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which skills several hosts have: asked once, or served in one place. */
@Command(
    name = "discover",
    description = {
      "Ask hosts which skills they have, once, or serve the answers in one place.",
      "A host is one of 'skillmill serve', or a single skill at its address."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill discover --hosts http://127.0.0.1:8000,http://10.0.0.7:8000",
      "  skillmill discover --config skills.yaml --query 'What time is it in Tokyo?'",
      "  skillmill discover --serve --every 30s"
    })
final class DiscoverCommand implements Callable<Integer> {

  static final int PORT = 8_010;
  private static final int PORT_MAX = 65_535;
  private static final String HOST = "127.0.0.1";
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration EVERY_LEAST = Duration.ofSeconds(1);
  private static final Duration EVERY_MOST = Duration.ofDays(1);

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final TokenOption token = new TokenOption();

  @Option(
      names = "--hosts",
      paramLabel = "URL",
      split = ",",
      description = "Ask these. Default: $SKILLET_SKILLS, else http://127.0.0.1:8000.")
  private final List<String> hosts = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Ask those that this file lists. Default: $SKILLET_CONFIG, else skills.yaml, if it is"
              + " here.")
  private @Nullable Path config;

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description = "Show the skills that fit this sentence, the best first.")
  private String query = "";

  @Option(
      names = "--category",
      paramLabel = "WORD",
      description = "Show the skills of this category.")
  private String category = "";

  @Option(
      names = "--complexity",
      paramLabel = "WORD",
      description = "Show the skills of this complexity.")
  private String complexity = "";

  @Option(
      names = "--tags",
      paramLabel = "TAG",
      split = ",",
      description = "Show the skills with one of these tags.")
  private final List<String> tags = new ArrayList<>();

  @Option(names = "--serve", description = "Serve what is found, until told to stop.")
  private boolean serve;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Serve on this port; 0 for any that is free. Default with --serve: 8010.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = {
        "With --serve: the address to listen on. Default: 127.0.0.1. Beyond this machine a token",
        "is needed."
      })
  private @Nullable String host;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "With --serve: ask again after this time. Default: 30s.")
  private @Nullable Duration every;

  DiscoverCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    boolean serving = serve || port != null;
    refuseMixtures(serving);
    var list = HostList.of(hosts, Optional.ofNullable(config), session.environment());
    list.warnings().forEach(warning -> session.terminal().note(warning.message()));
    try (var discovery = Discovery.of(list.hosts(), session.clock())) {
      return serving ? serve(discovery) : show(discovery.latest());
    }
  }

  private void refuseMixtures(boolean serving) {
    if (serving && !question().isEmpty()) {
      throw Problem.usage(
              "A service answers every question, and this one was given one already",
              "Leave out --serve and --port, or ask the service: GET /search?query=…")
          .asException();
    }
    if (!serving && (host != null || every != null)) {
      throw Problem.usage("--host and --every are for a service", "Add --serve").asException();
    }
    if (port != null && (port < 0 || port > PORT_MAX)) {
      throw Problem.usage(
              "There is no port %d".formatted(port), "Give --port a number of 0 to " + PORT_MAX)
          .asException();
    }
    if (every != null && (every.compareTo(EVERY_LEAST) < 0 || every.compareTo(EVERY_MOST) > 0)) {
      throw Problem.usage("Hosts cannot be asked that often", "Give --every 1s to 1d")
          .asException();
    }
  }

  private SkillQuestion question() {
    return SkillQuestion.of(query, category, complexity, String.join(",", tags));
  }

  // ---- once

  private int show(Round round) {
    ObjectNode catalog = DiscoveryPages.catalog(round, ToolVersion.number());
    ObjectNode page = question().isEmpty() ? catalog : DiscoveryPages.found(round, question());
    if (json.wanted()) {
      session.terminal().json(page);
    } else {
      table(page);
    }
    noteUnavailable(catalog);
    return ExitCodes.failedIf(!round.isWhole());
  }

  private void table(JsonNode page) {
    var table =
        new Table(
            Column.word("skill"),
            Column.word("version"),
            Column.word("category"),
            Column.path("address"),
            Column.text("description"));
    for (JsonNode entry : page.path("skills")) {
      JsonNode skill = entry.path("skill");
      if (isAvailable(skill)) {
        table.row(
            said(skill, "name"),
            said(skill, "version"),
            said(skill, "category"),
            said(skill, "base_url"),
            said(skill, "description"));
      }
    }
    table.print(session.terminal());
  }

  private void noteUnavailable(JsonNode catalog) {
    for (JsonNode entry : catalog.path("skills")) {
      JsonNode skill = entry.path("skill");
      if (!isAvailable(skill)) {
        session
            .terminal()
            .note(
                "%s is not available: %s".formatted(said(skill, "base_url"), said(skill, "error")));
      }
    }
  }

  private static boolean isAvailable(JsonNode skill) {
    return said(skill, "status").equals("available");
  }

  private static String said(JsonNode skill, String field) {
    return skill.path(field).asString("");
  }

  // ---- as a service

  private int serve(Discovery discovery) throws InterruptedException {
    var settings =
        new Settings(
            host == null ? HOST : host,
            port == null ? PORT : port,
            secret(),
            Limits.DEFAULT,
            ToolVersion.number());
    var told = new CountDownLatch(1);
    try (var _ = Signals.listen(told::countDown);
        var serving = DiscoveryHost.open(discovery, settings, this::note)) {
      discovery.every(every == null ? EVERY : every, this::note);
      tell(serving);
      told.await();
      session.terminal().note("stopping: calls under way are finished; again to stop now");
    }
    return ExitCodes.OK;
  }

  private Optional<String> secret() {
    Optional<String> secret = token.secret(session);
    if (secret.isEmpty() && token.isNeeded()) {
      throw Problem.usage(
              "A token is needed, and there is none, so that nobody could come in",
              "Give one with --token-file or SKILLMILL_TOKEN")
          .asException();
    }
    return secret;
  }

  private void tell(DiscoveryHost serving) {
    if (json.wanted()) {
      session.terminal().json(Json.object().put("url", serving.url()).put("port", serving.port()));
    } else {
      session.terminal().line("serving what hosts have at " + serving.url());
    }
    session.terminal().flush();
  }

  private void note(Throwable failure) {
    session.terminal().note("a request failed: " + failure);
    if (session.options().debug()) {
      failure.printStackTrace(session.terminal().err());
    }
  }
}
