package io.skillmill.cli.host;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

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

  /**
   * Where and for whom to serve.
   *
   * @param host the address to listen on
   * @param port the port; 0 for any that is free
   * @param token what everyone must show; required beyond this machine
   * @param limits how much to take on
   * @param version of the program, for those who ask
   */
  public record Settings(
      String host, int port, Optional<String> token, Limits limits, String version) {

    public Settings {
      if (token.isEmpty() && !Gate.isLoopback(host)) {
        throw Problem.usage(
                "Whoever can reach %s could do as they please with the store".formatted(host),
                "Give a token with --token-file or SKILLMILL_TOKEN, or serve on 127.0.0.1")
            .asException();
      }
    }
  }

  private final Settings settings;
  private final Waits waits;

  private final Desk desk;
  private final Front front;
  private final AtomicBoolean closed = new AtomicBoolean();

  private StoreHost(Settings settings, Waits waits, Desk desk, Front front) {
    this.settings = settings;
    this.waits = waits;
    this.desk = desk;
    this.front = front;
  }

  /**
   * Begins to serve.
   *
   * @param log hears what went wrong inside, which clients are not told
   */
  public static StoreHost open(SkillStore store, Settings settings, Consumer<Throwable> log) {
    var answers = new Answers(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    var waits = new Waits(store, answers.server(), settings.limits());
    var gate = new Gate(settings.token(), Gate.isLoopback(settings.host()));
    var desk = new Desk(gate, settings.limits(), answers, log);
    new StoreRoutes(store, waits, answers).addTo(desk, settings.version());
    AboutRoutes.addTo(desk, answers);
    return new StoreHost(settings, waits, desk, Front.open(settings, desk, log));
  }

  /** Refuses a place where nobody can listen, so that no store is made there for nothing. */
  public static void probe(Settings settings) {
    Front.probe(settings);
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
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "http://%s:%d".formatted(host, port());
  }

  /** Lets those go who wait, and ends what is under way in good order. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    waits.close();
    front.close();
  }
}
