package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.db.dialect.FixedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that was closed is gone, port and all. */
@Timeout(120)
class StoreHostCloseTest {

  private static final int TIMES = 300;

  @TempDir Path directory;

  @Test
  void its_port_is_free_at_once_however_many_clients_come_and_however_busy_the_machine_is()
      throws IOException {
    int port = FixedPort.pick();
    var over = new AtomicBoolean();
    var busy =
        IntStream.range(0, 4)
            .mapToObj(n -> n % 2 == 0 ? spinning(over) : knocking(port, over))
            .map(Thread.ofPlatform().daemon()::start)
            .toList();
    try (var local = LocalSkillStore.open(directory.resolve("store.db"))) {
      var settings = new Settings("127.0.0.1", port, Optional.empty(), Limits.DEFAULT, "test");
      for (int time = 0; time < TIMES; time++) {
        assertThatCode(() -> StoreHost.open(local, settings, Throwable::printStackTrace).close())
            .as("time %d", time)
            .doesNotThrowAnyException();
      }
    } finally {
      over.set(true);
      busy.forEach(thread -> assertThatCode(thread::join).doesNotThrowAnyException());
    }
  }

  private static Runnable spinning(AtomicBoolean over) {
    return () -> {
      long number = ThreadLocalRandom.current().nextLong();
      while (!over.get()) {
        number = Long.rotateLeft(number * 31 + 7, 9);
      }
      if (number == 0) {
        System.out.println("a rare number");
      }
    };
  }

  /** A client that is there whenever the door opens, and often when it closes. */
  private static Runnable knocking(int port, AtomicBoolean over) {
    return () -> {
      while (!over.get()) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          socket.getOutputStream().write('G');
        } catch (IOException e) {
          // Nobody listens just now.
        }
      }
    };
  }
}
