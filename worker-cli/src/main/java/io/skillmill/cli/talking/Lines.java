package io.skillmill.cli.talking;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lines that a person types. They are waited for aside, since reading heeds no interrupt. */
final class Lines implements AutoCloseable {

  private final BufferedReader reader;
  private final ExecutorService aside =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("lines").factory());

  Lines(InputStream in) {
    reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** The next one; empty at the end. */
  Optional<String> next() throws InterruptedException {
    try {
      return aside.submit(() -> Optional.ofNullable(reader.readLine())).get();
    } catch (ExecutionException _) {
      return Optional.empty(); // what cannot be read any more has ended
    }
  }

  @Override
  public void close() {
    aside.shutdownNow();
  }
}
