package io.skillmill.cli;

import java.nio.file.Files;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Waits for what another process does to a store; nothing can signal across. */
final class StorePoll {

  private static final long DEADLINE_NANOS = 60_000_000_000L;
  private static final long BETWEEN_LOOKS_NANOS = 20_000_000;

  private StorePoll() {}

  static void until(CommandLineRunner cli, Predicate<JsonNode> status) {
    long start = System.nanoTime();
    while (!Files.exists(cli.store()) || !status.test(cli.run("status", "--json").json())) {
      if (System.nanoTime() - start > DEADLINE_NANOS) {
        throw new AssertionError("It did not come to pass: " + cli.run("status").out());
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }
}
