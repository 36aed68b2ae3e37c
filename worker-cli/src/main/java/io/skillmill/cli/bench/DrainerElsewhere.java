package io.skillmill.cli.bench;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Has another process claim and finish. It is told by lines what to do, the store's address among
 * them, because everyone may read a command line and the address may hold a password. It ends when
 * this process does.
 */
final class DrainerElsewhere implements Drainer {

  private static final String MEMORY = "-Xmx512m";

  private final Process process;
  private final PrintStream orders;
  private final BufferedReader answers;

  private DrainerElsewhere(Process process) {
    this.process = process;
    orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static DrainerElsewhere start(QueuePlan plan, String name) {
    try {
      var process =
          new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var started = new DrainerElsewhere(process);
      started.orders.println(Json.write(plan.toJson().put("name", name)));
      return started;
    } catch (IOException e) {
      throw Problem.store(
              "A process to measure with could not be started (%s)".formatted(e.getMessage()),
              "Measure with --processes 1")
          .causedBy(e);
    }
  }

  /** The program that runs now. */
  private static List<String> command() {
    return List.of(
        OwnProgram.java(),
        MEMORY,
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        OwnProgram.classPath(),
        DrainerProcess.class.getName());
  }

  @Override
  public void open(String address) {
    orders.println("open " + address);
    answer("opened");
  }

  @Override
  public void beginDrain() {
    orders.println("drain");
  }

  @Override
  public int drained() {
    return Integer.parseInt(answer("drained"));
  }

  @Override
  public void beginWaiting(int tasks) {
    orders.println("wait " + tasks);
    answer("waiting");
  }

  @Override
  public Instant began() {
    return Instant.parse(answer("began"));
  }

  @Override
  public void leave() {
    orders.println("leave");
    answer("left");
  }

  private String answer(String word) {
    try {
      String line = Objects.requireNonNullElse(answers.readLine(), "");
      if (line.startsWith(word)) {
        return line.substring(word.length()).strip();
      }
      throw Problem.store(
              "A process that measures failed ('%s')".formatted(line),
              "See what it said above, or measure with --processes 1")
          .asException();
    } catch (IOException e) {
      throw new IllegalStateException("The process that measures cannot be heard", e);
    }
  }

  @Override
  public void close() {
    orders.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
