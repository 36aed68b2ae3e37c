package io.skillmill.parsers.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** A parser as a program that does as it should, or whatever else its first argument says. */
final class HostileProgram {

  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final int FLOOD_BYTES = 100 << 20;

  /** A document without anything that we fill in. */
  static final String DOCUMENT =
      "{\"meta\":{\"skill_id\":\"claude__test__a\",\"name\":\"a\"},\"decomposition\":{}}";

  private final String mood;
  private final BufferedReader in;
  private final PrintStream out;

  private HostileProgram(String mood) {
    this.mood = mood;
    this.in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    this.out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  }

  /** The command that runs it; {@code more} comes after the mood. */
  static List<String> command(String mood, String... more) {
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HostileProgram.class.getName(),
                mood));
    command.addAll(List.of(more));
    return command;
  }

  public static void main(String[] args) throws Exception {
    note("started");
    switch (args[0]) {
      case "leaf" -> hang();
      case "middle" -> child("leaf"); // and ends, so that the leaf has no parent any more
      case "dies-at-once" -> {
        System.err.println("no such module");
        System.exit(7);
      }
      case "never-says-hello" -> hang();
      default -> new HostileProgram(args[0]).serve();
    }
  }

  private void serve() throws Exception {
    in.readLine();
    out.println(
        switch (mood) {
          case "other-version" -> "{\"hello\":{\"name\":\"test\",\"version\":\"2\"}}";
          case "impolite" -> "{}";
          default -> "{\"hello\":{\"name\":\"test\",\"version\":\"1\"}}";
        });
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      answer(line);
    }
    if (mood.equals("stays")) {
      hang();
    }
  }

  private void answer(String line) throws Exception {
    var match = ID.matcher(line);
    long id = match.find() ? Long.parseLong(match.group(1)) : -1;
    String good = answer(id, "\"document\":" + DOCUMENT);
    boolean poisoned = line.contains("poison");
    switch (poisoned || !mood.startsWith("poisoned-") ? mood : "good") {
      case "dies", "poisoned-dies" -> {
        System.err.println("Traceback: it hurts");
        System.exit(3);
      }
      case "hangs" -> hang();
      case "spins" -> {
        while (true) {
          Thread.onSpinWait();
        }
      }
      case "garbage" -> out.println("loading model... done");
      case "not-utf-8" -> {
        System.out.write(new byte[] {'{', (byte) 0xff, '}', '\n'});
        System.out.flush();
      }
      case "not-object" -> out.println("[1]");
      case "flood" -> flood(' ');
      case "flood-of-lines" -> {
        out.println(good);
        flood('\n');
      }
      case "leaks" -> {
        for (int i = 0; i < 100_000; i++) {
          System.err.println("leak number " + i + " of far too many, each on a line of its own");
        }
        System.exit(1);
      }
      case "forks" -> {
        child("leaf");
        child("middle").waitFor();
        hang();
      }
      case "twice" -> {
        out.println(good);
        out.println(good);
        note("twice");
      }
      case "other-id" -> out.println(answer(id + 1, "\"document\":" + DOCUMENT));
      case "unsound" -> out.println(answer(id, "\"document\":{\"meta\":{}}"));
      case "empty" -> out.println(answer(id, "\"nothing\":1"));
      case "rejects" ->
          out.println(
              answer(
                  id,
                  "\"rejected\":[{\"rule\":\"no\",\"message\":\"No; say yes\",\"line\":3,"
                      + "\"severity\":\"error\"}]"));
      case "rejects-mutely" -> out.println(answer(id, "\"rejected\":[]"));
      case "odd-severity" ->
          out.println(
              answer(
                  id, "\"rejected\":[{\"rule\":\"no\",\"message\":\"no\",\"severity\":\"mild\"}]"));
      case "half" -> out.println(answer(id, "\"document\":{\"meta\":{\"name\":\"\\ud800\"}}"));
      case "deep" ->
          out.println(answer(id, "\"document\":{\"a\":" + "[".repeat(180) + "]".repeat(180) + "}"));
      case "error" -> out.println(answer(id, "\"error\":\"KeyError: 'name'\""));
      case "tells-environment" ->
          out.println(
              answer(id, "\"error\":\"" + String.join(" ", System.getenv().keySet()) + "\""));
      case "tells-folder" ->
          out.println(answer(id, "\"error\":\"" + Path.of("").toAbsolutePath() + "\""));
      case "repeats" ->
          out.println(
              answer(id, "\"document\":" + DOCUMENT.replace("\"a\"", "\"" + line.length() + "\"")));
      case "deaf" -> {
        out.println(good);
        hang();
      }
      default -> out.println(good);
    }
  }

  private static String answer(long id, String rest) {
    return "{\"id\":%d,%s}".formatted(id, rest);
  }

  private void flood(char with) {
    byte[] chunk = new byte[1 << 20];
    java.util.Arrays.fill(chunk, (byte) with);
    for (int written = 0; written < FLOOD_BYTES; written += chunk.length) {
      out.write(chunk, 0, chunk.length);
    }
  }

  private static Process child(String mood) throws IOException {
    Process child = new ProcessBuilder(command(mood)).inheritIO().start();
    note("child " + child.pid());
    return child;
  }

  /** Leaves a line in the file that the test reads. */
  private static void note(String text) throws IOException {
    String file = System.getenv("TEST_NOTES");
    if (file != null) {
      Files.writeString(
          Path.of(file),
          text + " " + ProcessHandle.current().pid() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
