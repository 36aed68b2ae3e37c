package io.skillmill.cli.host;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

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

  /** Longer than clients keep a connection that they do not use. */
  private static final Duration IDLE_MAX = Duration.ofSeconds(40);

  private static final Duration STOP_MAX = Duration.ofSeconds(10);
  private static final int HEADER_BYTES_MAX = 16 << 10;

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
  private final Javalin javalin;
  private final AtomicBoolean closed = new AtomicBoolean();

  private StoreHost(Settings settings, Waits waits, Desk desk, Javalin javalin) {
    this.settings = settings;
    this.waits = waits;
    this.desk = desk;
    this.javalin = javalin;
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
    var javalin =
        Javalin.create(config -> {
          configure(config, settings);
          desk.open(config.routes);
        });
    try {
      javalin.start();
    } catch (RuntimeException e) {
      throw unusable(settings, e);
    }
    return new StoreHost(settings, waits, desk, javalin);
  }

  private static void configure(JavalinConfig config, Settings settings) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE; // what is sent is packed already
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = settings.limits().bodyBytesMax();
    config.jetty.modifyServer(server -> server.setStopTimeout(0)); // the desk waits for them
    config.jetty.addConnector((server, http) -> connector(server, http, settings));
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, Settings settings) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES_MAX);
    // The selector accepts, too: a thread of its own would let go of the port some time after the
    // end.
    int acceptors = 0;
    int selectors = -1; // as many as suit the machine
    var connector =
        new ServerConnector(server, acceptors, selectors, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_MAX.toMillis());
    return connector;
  }

  private static RuntimeException unusable(Settings settings, RuntimeException e) {
    String place = settings.host() + ":" + settings.port();
    for (@Nullable Throwable each = e; each != null; each = each.getCause()) {
      String why = String.valueOf(each.getMessage());
      if (each instanceof BindException && why.contains("in use")) {
        return Problem.usage(
                "The port %d of %s is taken".formatted(settings.port(), settings.host()),
                "Give another --port, or 0 for any that is free")
            .causedBy(e);
      }
      if (each instanceof UnknownHostException) {
        return Problem.usage(
                "There is no host named %s".formatted(settings.host()),
                "Give --host an address of this machine")
            .causedBy(e);
      }
      if (each instanceof SocketException) {
        return Problem.usage(
                "The server cannot listen on %s: %s".formatted(place, why),
                "Give --host an address of this machine, and --port one of 1024 or higher")
            .causedBy(e);
      }
    }
    return e;
  }

  /** What can be asked, as {@code GET /path}. */
  List<String> routes() {
    return desk.routes().stream().map(route -> route.method() + " " + route.path()).toList();
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
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
    desk.close(STOP_MAX);
    javalin.stop();
  }
}
