package io.skillmill.cli.http;

import io.javalin.Javalin;

/**
 * The barest server that can be had of the library which the host stands on: it gives back what it
 * gets. What hosting costs is measured beside it.
 */
public final class Echo implements AutoCloseable {

  private final Javalin javalin;

  private Echo(Javalin javalin) {
    this.javalin = javalin;
  }

  /** One on this machine, on a port that is free. */
  public static Echo open() {
    var javalin =
        Javalin.create(config -> {
          config.concurrency.useVirtualThreads = true;
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.startup.startupWatcherEnabled = false;
          config.routes.post(
              "/echo",
              context -> context.contentType("application/json").result(context.bodyAsBytes()));
        });
    javalin.start("127.0.0.1", 0);
    return new Echo(javalin);
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
