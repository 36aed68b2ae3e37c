package io.skillmill.coordination.work;

import io.skillmill.schema.task.WorkerCard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Who a worker is: its name, machine and process. */
final class Identity {

  private Identity() {}

  static WorkerCard card(Optional<String> id, int slots) {
    var host = host();
    long pid = ProcessHandle.current().pid();
    return new WorkerCard(id.orElseGet(() -> madeUp(host, pid)), host, pid, slots);
  }

  private static String madeUp(String host, long pid) {
    int chance = ThreadLocalRandom.current().nextInt();
    return "%s-%d-%s".formatted(host, pid, HexFormat.of().toHexDigits(chance));
  }

  /** Reads the file first, for asking the resolver may take seconds where a network is down. */
  private static String host() {
    try {
      var name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      if (!name.isEmpty()) {
        return name;
      }
    } catch (IOException _) {
      // not Linux
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }
}
