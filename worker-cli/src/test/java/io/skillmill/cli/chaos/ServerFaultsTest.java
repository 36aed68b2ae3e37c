package io.skillmill.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.Main;
import io.skillmill.coordination.chaos.BadLink;
import io.skillmill.coordination.chaos.Fleet;
import io.skillmill.coordination.chaos.Lull;
import io.skillmill.coordination.chaos.Program;
import io.skillmill.db.dialect.FixedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers, and one that enqueues, that have nothing but the address of a server: the server is
 * killed while they hold claims, and the link to it goes bad in every way.
 */
@Tag("I1")
@Tag("I2")
@Tag("I3")
@Tag("I4")
@Tag("I7")
@Tag("I8")
@Timeout(600)
final class ServerFaultsTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int TASKS = LONG ? 10_000 : 400;
  private static final int BATCH = 20;
  private static final int TIMES = LONG ? 20 : 2;
  private static final Duration WORK = Duration.ofMillis(5);
  private static final Duration HOLD = Duration.ofMillis(LONG ? 4_000 : 800);
  private static final Duration CALM = Duration.ofMillis(LONG ? 3_000 : 600);
  private static final Duration START_MAX = Duration.ofSeconds(60);

  /** What makes a link bad until it is healed. */
  private interface Weather {
    void over(BadLink link);
  }

  private static final List<Weather> FORECAST =
      List.of(
          BadLink::cut,
          link -> link.mode(BadLink.Mode.STALL),
          link -> link.mode(BadLink.Mode.LOSE_REPLIES),
          link -> link.mode(BadLink.Mode.SWALLOW),
          link -> link.mode(BadLink.Mode.HALF_OPEN),
          link -> {
            link.mode(BadLink.Mode.REFUSE);
            link.cut();
          },
          link -> link.delay(Duration.ofMillis(60)));

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");
  private int port;
  private Program server;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("store.db");
    port = FixedPort.pick();
    server = serve();
  }

  private Program serve() {
    var server =
        Program.launch(List.of(), Main.class, "serve", "--store", file, "--port", port, "--json");
    server.await("\"url\"", START_MAX);
    return server;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void each_task_is_done_once_though_the_server_is_killed_while_workers_hold_claims() {
    try (var fleet = new Fleet("http://127.0.0.1:" + port, folder)) {
      fleet.worker(WORK);
      fleet.worker(WORK);
      fleet.producer(TASKS, BATCH, CALM.multipliedBy(2L * TIMES * BATCH).dividedBy(TASKS));
      for (int time = 0; time < TIMES; time++) {
        Lull.of(CALM);
        server.kill();
        server = serve();
      }
      fleet.drain();
      fleet.judge(file.toString()).report("HTTP server killed -9", TIMES);
    }
  }

  @Test
  void each_task_is_done_once_over_a_link_to_the_server_that_is_bad_in_every_way_in_turn() {
    int rounds = LONG ? 4 : 1;
    int blows = FORECAST.size() * rounds;
    try (var link = BadLink.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var fleet = new Fleet("http://127.0.0.1:" + port, folder)) {
      var way = "http://127.0.0.1:" + link.port();
      fleet.worker(WORK);
      fleet.worker(way, WORK, List.of());
      fleet.worker(way, WORK, List.of());
      var time = CALM.plus(HOLD).multipliedBy(blows);
      fleet.producer(way, TASKS, BATCH, time.multipliedBy(BATCH).dividedBy(2L * TASKS));
      for (int round = 0; round < rounds; round++) {
        for (var weather : FORECAST) {
          Lull.of(CALM);
          weather.over(link);
          Lull.of(HOLD);
          link.heal();
        }
      }
      fleet.drain();
      assertThat(link.accepted()).as("connections over the link").isGreaterThan(FORECAST.size());
      fleet
          .judge(file.toString())
          .report("link to the HTTP server bad in every way in turn", blows);
    }
  }
}
