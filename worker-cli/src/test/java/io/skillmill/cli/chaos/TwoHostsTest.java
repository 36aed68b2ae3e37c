package io.skillmill.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.Main;
import io.skillmill.coordination.chaos.BadLink;
import io.skillmill.coordination.chaos.Fleet;
import io.skillmill.coordination.chaos.Lull;
import io.skillmill.coordination.chaos.Program;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers on a host of their own, with nothing but the address of a server and its token, at the
 * end of a cable that is narrow, is pulled out, and leads through a link that resets and forgets.
 */
@Tag("I1")
@Tag("I3")
@Tag("I4")
@Tag("I7")
@Timeout(600)
final class TwoHostsTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int TASKS = LONG ? 5_000 : 300;
  private static final int ROUNDS = LONG ? 10 : 1;
  private static final int BATCH = 20;
  private static final Duration WORK = Duration.ofMillis(5);
  private static final Duration HOLD = Duration.ofMillis(LONG ? 5_000 : 2_500);
  private static final Duration CALM = Duration.ofMillis(600);
  private static final String TOKEN = "SKILLMILL_TOKEN=0123456789abcdef0123456789abcdef";
  private static final List<String> WITH_TOKEN = List.of("env", TOKEN);

  @TempDir private Path folder = Path.of("");

  @Test
  void each_task_is_done_once_by_workers_on_another_host_at_the_end_of_a_bad_cable() {
    if (!OtherHost.available()) {
      System.out.println("skipped: another host needs root, unshare, ip and tc, not all here");
      return;
    }
    var file = folder.resolve("store.db");
    try (var host = OtherHost.start();
        var server = serve(file, host.addressOfThis())) {
      int port = portOf(server.await("\"url\"", Duration.ofSeconds(60)));
      var here = InetAddress.ofLiteral(host.addressOfThis());
      try (var link =
          BadLink.to(new InetSocketAddress(here, port), new InetSocketAddress(here, 0))) {
        work(host, link, port, file);
      }
    }
  }

  private static Program serve(Path file, String address) {
    return Program.launch(
        WITH_TOKEN,
        Main.class,
        "serve",
        "--store",
        file,
        "--host",
        address,
        "--port",
        "0",
        "--json");
  }

  private static int portOf(String said) {
    int from = said.indexOf("\"port\":") + "\"port\":".length();
    return Integer.parseInt(said.substring(from, said.indexOf(',', from)).strip());
  }

  private void work(OtherHost host, BadLink link, int port, Path file) {
    var plain = "http://%s:%d".formatted(host.addressOfThis(), port);
    var bad = "http://%s:%d".formatted(host.addressOfThis(), link.port());
    try (var fleet = new Fleet(plain, folder, WITH_TOKEN)) {
      fleet.worker(WORK);
      fleet.worker(plain, WORK, host.enter());
      fleet.worker(bad, WORK, host.enter());
      var time = CALM.plus(HOLD).multipliedBy(4L * ROUNDS);
      fleet.producer(TASKS, BATCH, time.multipliedBy(BATCH).dividedBy(2L * TASKS));
      for (int round = 0; round < ROUNDS; round++) {
        Lull.of(CALM);
        host.pull();
        Lull.of(HOLD);
        host.plug();
        link.cut();
        Lull.of(CALM);
        host.narrow("256kbit");
        link.mode(BadLink.Mode.LOSE_REPLIES);
        Lull.of(HOLD);
        link.heal();
        host.widen();
      }
      fleet.drain();
      assertThat(link.accepted()).as("connections over the bad link").isPositive();
      fleet
          .judge(file.toString())
          .report("two hosts, cable pulled, narrow, replies lost", 4L * ROUNDS);
    }
  }
}
