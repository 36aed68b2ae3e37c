package io.skillmill.parsers.process;

import io.skillmill.parsers.pipes.Felling;
import io.skillmill.parsers.pipes.Lines;
import io.skillmill.parsers.pipes.Surroundings;
import io.skillmill.parsers.pipes.Tail;
import io.skillmill.schema.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * One running process of a parser: a line goes in, a line comes out. Used by one thread at a time.
 * After {@link Broken} it is only good for being ended.
 */
final class Companion implements AutoCloseable {

  static final Duration EXIT_TIME = Duration.ofSeconds(1);

  private final Declaration declaration;
  private final String mark;
  private final Process process;
  private final Lines answers;
  private final Tail complaints;
  private final ExecutorService writer;

  private Companion(Declaration declaration, String mark, Process process) {
    this.declaration = declaration;
    this.mark = mark;
    this.process = process;
    String name = "skillmill-" + declaration.name() + "-" + process.pid();
    this.answers =
        Lines.of(name + "-out", process.getInputStream(), declaration.bounds().answerBytesMax());
    this.complaints = Tail.of(name + "-err", process.getErrorStream());
    this.writer =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name(name + "-in").factory());
  }

  /** Starts one, without waiting for its hello. */
  static Companion start(Declaration declaration, Map<String, String> surroundings)
      throws IOException {
    String mark = Felling.mark();
    var builder = new ProcessBuilder(command(declaration)).directory(declaration.folder().toFile());
    var environment = builder.environment();
    environment.clear();
    environment.putAll(Surroundings.seen(surroundings, declaration.environment()));
    environment.put(Felling.VARIABLE, mark);
    return new Companion(declaration, mark, builder.start());
  }

  /** A program given by a path lies where the declaration does; others are on the PATH. */
  private static List<String> command(Declaration declaration) {
    var command = new ArrayList<>(declaration.command());
    String program = command.getFirst();
    if (program.contains("/") || program.contains(File.separator)) {
      Path there = declaration.folder().toAbsolutePath().resolve(program).normalize();
      command.set(0, there.toString());
    }
    return command;
  }

  /**
   * Sends a line and waits for the answer.
   *
   * @param doing what it is asked to do, for messages
   */
  JsonNode ask(JsonNode request, Duration limit, String doing) throws Broken, InterruptedException {
    byte[] line = (Json.write(request) + "\n").getBytes(StandardCharsets.UTF_8);
    writer.execute(() -> write(line));
    return switch (answers.next(limit)) {
      case null ->
          throw broken(
              "took more than %s to %s, and was ended".formatted(seconds(limit), doing),
              "Mend it, or give it more time under limits in its declaration");
      case Lines.Heard.Line read -> Wire.read(read.bytes(), this::spokeGarbage);
      case Lines.Heard.TooLong _ ->
          throw broken(
              "wrote a line longer than %d bytes when told to %s"
                  .formatted(declaration.bounds().answerBytesMax(), doing),
              "Mend it, or raise answer_bytes under limits in its declaration");
      case Lines.Heard.End _ -> throw died(doing);
    };
  }

  /** Whether it can be asked again: it lives, and has said nothing that nobody asked for. */
  boolean quiet() {
    return process.isAlive() && !answers.waiting();
  }

  /** Why it is not quiet. */
  Broken spokeOutOfTurn() throws InterruptedException {
    if (answers.next(Duration.ZERO) instanceof Lines.Heard.Line read) {
      return outOfStep("wrote a line that nobody asked for: " + Wire.clip(read.bytes()));
    }
    return died("wait for the next source");
  }

  private Broken spokeGarbage(String fault, byte[] line) {
    return outOfStep("wrote a line that is no answer (%s): %s".formatted(fault, Wire.clip(line)));
  }

  /** It said something else than it should. */
  Broken outOfStep(String what) {
    return broken(
        what,
        "It must answer each line with one line of JSON, and write all else to standard error",
        true);
  }

  private Broken died(String doing) throws InterruptedException {
    boolean ended = process.waitFor(EXIT_TIME.toMillis(), TimeUnit.MILLISECONDS);
    return broken(
        (ended
                ? "ended with exit code %d".formatted(process.exitValue())
                : "closed its standard output")
            + " when it was to "
            + doing,
        "Mend it; it must go on until its standard input ends");
  }

  /** It cannot be asked any more; its last words are quoted, and it is ended. */
  Broken broken(String what, String remedy) {
    return broken(what, remedy, false);
  }

  private Broken broken(String what, String remedy, boolean outOfStep) {
    kill();
    String words = complaints.lastWords();
    String said = words.isEmpty() ? "" : "; it last said on standard error: " + words;
    return new Broken(declaration.title() + " " + what + said, remedy, outOfStep);
  }

  private void write(byte[] line) {
    try {
      OutputStream in = process.getOutputStream();
      in.write(line);
      in.flush();
    } catch (IOException _) {
      // It has ended, or closed its input; that its answer does not come tells so.
    }
  }

  /** Lets it end by itself: its standard input ends. */
  void dismiss() {
    writer.execute(() -> {
      try {
        process.getOutputStream().close();
      } catch (IOException _) {
        // It has ended already.
      }
    });
  }

  /** Waits until it has ended by itself, or ends it. */
  void awaitEnd(Duration limit) {
    Felling.giveTime(process, limit);
    kill();
  }

  /** Ends it at once, with all that it started. */
  void kill() {
    Felling.fell(process, mark);
    close();
  }

  @Override
  public void close() {
    writer.shutdownNow();
    answers.close();
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
