package io.skillmill.cli.command;

import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Admission;
import io.skillmill.cli.http.Front;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.cli.journal.Journal;
import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.ToolVersion;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.session.Signals;
import io.skillmill.cli.session.TokenOption;
import io.skillmill.cli.telemetry.Telemetry;
import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.models.ModelAddress;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.tokens.Tokens;
import io.skillmill.coordination.upkeep.Upkeep;
import io.skillmill.schema.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Offers the store to workers and people on other machines. */
@Command(
    name = "serve",
    description = {
      "Offer the store and hosted skills over HTTP, until told to stop.",
      "Everywhere else, '--store http://HOST:PORT' names the store then. Lost workers are looked",
      "after. Skills are those of the configuration, each at /skills/MOUNT."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill serve",
      "  skillmill serve --config runtime-config.yaml --reload",
      "  skillmill serve --port 0 --json",
      "  skillmill serve --host 0.0.0.0 --token-file token.txt --keep 30d"
    })
final class ServeCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final TokenOption token = new TokenOption();
  @Mixin private final HostedOptions hosted = new HostedOptions();
  @Mixin private final LogOptions logging = new LogOptions();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = {
        "The address to listen on. Beyond this machine a token is needed.",
        "Default: $HOST, else what the configuration says, else 127.0.0.1."
      })
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = {
        "The port to listen on; 0 for any that is free.",
        "Default: $PORT, else what the configuration says, else 8000."
      })
  private @Nullable Integer port;

  @Option(
      names = "--reload",
      description = "Load skills again when the configuration or their files change.")
  private boolean reload;

  @Option(
      names = "--keep",
      paramLabel = "TIME",
      description = "Remove finished tasks after this time. Default: keep them for ever.")
  private @Nullable Duration keep;

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    var chosen = hosted.choose(session);
    var journal = logging.open(session, chosen.config().settings().logLevel());
    var place = ServePlace.of(typed(), session.environment(), chosen.config());
    var secret = token.secret(session);
    if (secret.isEmpty() && !session.isStoreThere()) {
      Settings _ = settings(place, Admission.by(secret)); // a new store has no tokens either
    }
    Front.probe(place.host(), place.port());
    var told = new CountDownLatch(1);
    try (var _ = Signals.listen(told::countDown);
        var store = session.localStore();
        var traced = Traced.open(session.environment());
        var asked = Asked.open(session.environment());
        var skills = hosted.open(chosen, store)) {
      var settings = settings(place, admission(place, secret, store));
      try (var serving =
              StoreHost.open(
                  store,
                  hosted.served(skills, chosen.config()).asking(asked.model()),
                  settings,
                  log(journal, traced.collector()));
          var upkeep = upkeep(store);
          var _ = skills.watch(journal::note, place.reload())) {
        upkeep.start("skillmill-upkeep");
        tell(store, serving);
        skills.tell(journal::note);
        noteWorkers(journal);
        told.await();
        journal.note("stopping: calls under way are finished; again to stop now");
      }
    }
    return ExitCodes.OK;
  }

  private ServePlace.Typed typed() {
    return new ServePlace.Typed(
        Optional.ofNullable(host),
        port == null ? OptionalInt.empty() : OptionalInt.of(port),
        reload);
  }

  /** A number of processes means nothing here, and whoever set it should know. */
  private void noteWorkers(Journal journal) {
    String workers = session.environment().getOrDefault("WORKERS", "");
    if (!workers.isEmpty()) {
      journal.note(
          "WORKERS=%s: one process serves all calls at once; it counts for 'skillmill work'"
              .formatted(workers));
    }
  }

  private Admission admission(ServePlace place, Optional<String> secret, LocalSkillStore store) {
    var tokens = Tokens.on(store.database());
    return new Admission(secret, Optional.of(tokens), token.isNeeded(), place.origins());
  }

  private static Settings settings(ServePlace place, Admission admission) {
    return new Settings(
        place.host(), place.port(), admission, Limits.DEFAULT, ToolVersion.number());
  }

  private Upkeep upkeep(LocalSkillStore store) {
    var plan = new Upkeep.Plan(Upkeep.Plan.DEFAULT.lostAfter(), Optional.ofNullable(keep));
    return Upkeep.alone(store, plan, System::nanoTime);
  }

  private void tell(LocalSkillStore store, StoreHost serving) {
    if (json.wanted()) {
      session
          .terminal()
          .json(
              Json.object()
                  .put("url", serving.url())
                  .put("port", serving.port())
                  .put("store", store.place()));
    } else {
      session.terminal().line("serving %s at %s".formatted(store.place(), serving.url()));
    }
    session.terminal().flush();
  }

  private ServeLog log(Journal journal, Optional<Telemetry> telemetry) {
    boolean traces = session.options().debug();
    return new ServeLog(
        journal, telemetry, traces ? Optional.of(session.terminal().err()) : Optional.empty());
  }

  /** The language model that the environment names, if it does. */
  private record Asked(Optional<ChatModel> model) implements AutoCloseable {

    static Asked open(Map<String, String> environment) {
      return new Asked(ModelAddress.find(environment).map(ChatModel::at));
    }

    @Override
    public void close() {
      model.ifPresent(ChatModel::close);
    }
  }

  /** Where traces go, if anywhere. */
  private record Traced(Optional<Telemetry> collector) implements AutoCloseable {

    static Traced open(Map<String, String> environment) {
      return new Traced(Telemetry.open(environment, ToolVersion.number()));
    }

    @Override
    public void close() {
      collector.ifPresent(Telemetry::close);
    }
  }
}
