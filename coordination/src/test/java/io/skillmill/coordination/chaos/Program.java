package io.skillmill.coordination.chaos;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A test program in a JVM of its own, which says on its output what the store acknowledged. */
public final class Program implements AutoCloseable {

  /** What a program says when its store is open; it goes on at {@link #GO}. */
  public static final String READY = "ready";

  static final String GO = "go";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final BufferedWriter input;
  private final LinkedBlockingQueue<String> unread = new LinkedBlockingQueue<>();
  private final List<String> said = new ArrayList<>();
  private final Thread reader;

  private Program(Process process) {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.reader = Thread.ofVirtual().start(this::listen);
  }

  /** Starts a main class of the tests and waits until it is ready. */
  static Program start(Class<?> main, Object... arguments) {
    return start(List.of(), main, arguments);
  }

  /** The same, with a command before it that runs it: {@code strace}, or {@code env}. */
  static Program start(List<String> before, Class<?> main, Object... arguments) {
    var program = launch(before, main, arguments);
    program.await(READY);
    return program;
  }

  /** The same, without waiting until it is ready. */
  public static Program launch(List<String> before, Class<?> main, Object... arguments) {
    var command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return start(command);
  }

  public static Program start(List<String> command) {
    try {
      return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (said) {
          said.add(line);
        }
        unread.add(line);
      }
    } catch (IOException e) {
      // The process is gone; what it said so far is what counts.
    }
  }

  /** Waits for a line that contains these words; the lines before it are passed over. */
  public String await(String words) {
    return await(words, PATIENCE);
  }

  public String await(String words, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (System.nanoTime() < end) {
        String line = unread.poll(100, TimeUnit.MILLISECONDS);
        if (line != null && line.contains(words)) {
          return line;
        }
        if (line == null && !process.isAlive() && !reader.isAlive() && unread.isEmpty()) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError(
        "Process %d never said '%s'; it said:\n%s".formatted(pid(), words, all()));
  }

  private String all() {
    return String.join("\n", lines());
  }

  /** Every line so far; complete once the process has {@link #ended}. */
  public List<String> lines() {
    synchronized (said) {
      return List.copyOf(said);
    }
  }

  void say(String line) {
    try {
      input.write(line);
      input.newLine();
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Process %d is gone".formatted(pid()), e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Sends a signal by name, to this process alone. */
  public void signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
      if (exit != 0) {
        throw new AssertionError("kill -%s %d ended with %d".formatted(name, pid(), exit));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code kill -9}, and waits until the process is no more. */
  public void kill() {
    process.destroyForcibly();
    ended(PATIENCE);
  }

  /** Waits for the process to end by itself, and until all it said is read. */
  boolean ended(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS) && reader.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    ended(PATIENCE);
  }
}
