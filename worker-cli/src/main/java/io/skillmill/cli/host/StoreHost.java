package io.skillmill.cli.host;

import io.skillmill.cli.agent.AgentRoutes;
import io.skillmill.cli.drafts.DraftRoutes;
import io.skillmill.cli.events.EventRoutes;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.http.Front;
import io.skillmill.cli.http.HostLog;
import io.skillmill.cli.http.Settings;
import io.skillmill.cli.mcp.McpRoutes;
import io.skillmill.cli.tools.ToolRoutes;
import io.skillmill.coordination.agents.AgentSessions;
import io.skillmill.coordination.agents.ConsumerAgent;
import io.skillmill.coordination.skills.generating.Drafts;
import io.skillmill.coordination.skills.generating.Generator;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.store.SkillStore;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Serves a store over HTTP until it is closed. The store stays the caller's.
 *
 * <pre>{@code
 * try (var host = StoreHost.open(store, Settings.local(8000), Throwable::printStackTrace)) {
 *   System.out.println(host.url());
 * }
 * }</pre>
 */
public final class StoreHost implements AutoCloseable {

  private final Settings settings;
  private final Waits waits;

  private final Desk desk;

  /** Let go of whoever listens. */
  private final List<Runnable> farewells;

  private final Front front;
  private final AtomicBoolean closed = new AtomicBoolean();

  private StoreHost(
      Settings settings, Waits waits, Desk desk, List<Runnable> farewells, Front front) {
    this.settings = settings;
    this.waits = waits;
    this.desk = desk;
    this.farewells = List.copyOf(farewells);
    this.front = front;
  }

  /**
   * Begins to serve.
   *
   * @param log hears what was asked, and what went wrong inside, which clients are not told
   */
  public static StoreHost open(SkillStore store, Settings settings, HostLog log) {
    return open(store, Optional.empty(), settings, log);
  }

  /** The same with skills beside the store, at the same address. They stay the caller's, too. */
  public static StoreHost open(
      SkillStore store, Optional<Hosting> skills, Settings settings, HostLog log) {
    return open(store, skills.map(Skills::of).orElse(Skills.NONE), settings, log);
  }

  /** The same with skills that may be registered, too. */
  public static StoreHost open(SkillStore store, Skills skills, Settings settings, HostLog log) {
    var answers = new Answers(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    var waits = new Waits(store, answers.server(), settings.limits());
    var desk = new Desk(settings, answers, log, skills.conduct().behindProxy());
    var around = new SkillRoutes.Surroundings(answers, log, store, skills.conduct());
    var farewells = new ArrayList<Runnable>();
    skills
        .hosting()
        .ifPresent(hosting -> {
          new SkillRoutes(hosting, around, settings.version()).addTo(desk);
          ToolRoutes.addTo(desk, answers, hosting);
          farewells.add(McpRoutes.addTo(desk, answers, hosting, settings.version())::close);
          farewells.add(EventRoutes.addTo(desk, answers, hosting)::close);
        });
    new StoreRoutes(store, waits, answers).addTo(desk, settings.version());
    AboutRoutes.addTo(desk, around, skills.hosting());
    boolean registers = skills.registers() || settings.admission().isNeeded();
    skills
        .registrar()
        .ifPresent(registrar -> {
          new RegistryRoutes(registrar, answers, registers).addTo(desk);
          drafts(
                  registrar,
                  skills,
                  new DraftRoutes.Terms(answers, RegistryPages::outcome, registers))
              .addTo(desk);
          var agent = agent(registrar, skills, new AgentRoutes.Terms(answers, log, registers));
          agent.addTo(desk);
          farewells.add(agent::close);
        });
    return new StoreHost(settings, waits, desk, farewells, Front.open(settings, desk, log::broken));
  }

  private static DraftRoutes drafts(Registrar registrar, Skills skills, DraftRoutes.Terms terms) {
    var drafts = Drafts.on(registrar.registry().database());
    var generator = skills.model().map(model -> Generator.of(model, registrar, drafts));
    return new DraftRoutes(registrar, drafts, generator, terms);
  }

  private static AgentRoutes agent(Registrar registrar, Skills skills, AgentRoutes.Terms terms) {
    var database = registrar.registry().database();
    var sessions = AgentSessions.on(database);
    var agent =
        skills
            .model()
            .map(model -> {
              var generator = Generator.of(model, registrar, Drafts.on(database));
              return ConsumerAgent.of(model, sessions, Optional.of(generator));
            });
    return new AgentRoutes(registrar.hosting(), sessions, agent, terms);
  }

  /** What can be asked, as {@code GET /path}. */
  List<String> routes() {
    return desk.routes().stream().map(route -> route.method() + " " + route.path()).toList();
  }

  /** The port it listens on. */
  public int port() {
    return front.port();
  }

  /** The address for clients on this machine. */
  public String url() {
    return settings.url(port());
  }

  /** Closes without finishing runs, where nobody waits for them any more. */
  public void abandon() {
    desk.giveUpRuns();
    close();
  }

  /** Lets those go who wait, and ends what is under way in good order. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    waits.close();
    farewells.forEach(Runnable::run);
    front.close();
  }
}
