package io.skillmill.cli.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;

/** The HTTP server behind the desk. Ends with every answer given and its port free. */
public final class Front implements AutoCloseable {

  /** Longer than clients keep a connection that they do not use. */
  private static final Duration IDLE_MAX = Duration.ofSeconds(40);

  private static final Duration STOP_MAX = Duration.ofSeconds(10);
  static final int HEADER_BYTES_MAX = 16 << 10;

  private final Javalin javalin;

  /** Knows of every request until the last byte of its answer is out. */
  private final GracefulHandler underWay;

  private final Consumer<Throwable> log;

  private Front(Javalin javalin, GracefulHandler underWay, Consumer<Throwable> log) {
    this.javalin = javalin;
    this.underWay = underWay;
    this.log = log;
  }

  public static Front open(Settings settings, Desk desk, Consumer<Throwable> log) {
    var underWay = new GracefulHandler();
    var javalin =
        Javalin.create(config -> {
          configure(config, settings, underWay);
          desk.open(config.routes);
        });
    try {
      javalin.start();
    } catch (RuntimeException e) {
      throw unusable(settings.host(), settings.port(), e);
    }
    return new Front(javalin, underWay, log);
  }

  /** Refuses a place where nobody can listen, so that no store is made there for nothing. */
  public static void probe(String host, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw unusable(host, port, new UncheckedIOException(e));
    }
  }

  private static void configure(JavalinConfig config, Settings settings, GracefulHandler underWay) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE; // what is sent is packed already
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = settings.limits().bodyBytesMax();
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(0); // close() has waited
      server.setHandler(underWay);
      server.setErrorHandler(new Fallback());
    });
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

  private static RuntimeException unusable(String host, int port, RuntimeException e) {
    String place = host + ":" + port;
    for (@Nullable Throwable each = e; each != null; each = each.getCause()) {
      String why = String.valueOf(each.getMessage());
      if (each instanceof BindException && why.contains("in use")) {
        return Problem.usage(
                "The port %d of %s is taken".formatted(port, host),
                "Give another --port, or 0 for any that is free")
            .causedBy(e);
      }
      if (each instanceof UnknownHostException) {
        return Problem.usage(
                "There is no host named %s".formatted(host),
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

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    awaitAnswers();
    javalin.stop();
  }

  private void awaitAnswers() {
    try {
      underWay.shutdown().get(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.accept(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
