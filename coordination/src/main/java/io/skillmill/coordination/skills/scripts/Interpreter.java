package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.parsers.pipes.Felling;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Finds Python, once for each name: what is on the PATH may be a slow stand-in, which is asked for
 * the interpreter behind it. Thread-safe.
 */
final class Interpreter {

  private static final List<String> USUAL = List.of("python3", "python");
  private static final long ANSWER_SECONDS_MAX = 20;
  private static final int ANSWER_BYTES_MAX = 1 << 16;
  private static final String QUESTION =
      "import sys; sys.exit(3) if sys.version_info < (3, 8) else print(sys.executable,"
          + " sys.prefix, sys.base_prefix, sep='\\n')";

  private final Map<String, String> environment;
  private final ConcurrentMap<String, Found> found = new ConcurrentHashMap<>();

  /**
   * A Python of this machine.
   *
   * @param places what it must be able to read
   */
  record Found(String program, List<Path> places) {}

  /**
   * Finds none yet.
   *
   * @param environment the variables with which it is looked for
   */
  Interpreter(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The program itself.
   *
   * @param asked a name or a path from the declaration; without it, the usual names are tried
   * @param home where a relative path is meant from
   */
  Found find(Optional<String> asked, Path home) throws SkillException, InterruptedException {
    for (String name : asked.map(List::of).orElse(USUAL)) {
      String program = name.contains("/") ? home.resolve(name).normalize().toString() : name;
      var known = Optional.ofNullable(found.get(program));
      if (known.isEmpty()) {
        known = ask(program);
        known.ifPresent(python -> found.put(program, python));
      }
      if (known.isPresent()) {
        return known.get();
      }
    }
    throw SkillException.unavailable(
        "There is no Python 3.8 or newer here%s; install it, or name it as interpreter of the skill"
            .formatted(asked.isPresent() ? " under the name that the skill asks for" : ""));
  }

  private Optional<Found> ask(String program) throws InterruptedException {
    String mark = Felling.mark();
    Process process;
    try {
      var launch =
          new Launch(
              "python",
              List.of(program, "-I", "-c", QUESTION),
              Path.of("").toAbsolutePath(),
              environment,
              ANSWER_BYTES_MAX);
      process = Starter.start(launch, mark);
    } catch (SkillException _) {
      return Optional.empty();
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      byte[] answer = process.getInputStream().readNBytes(ANSWER_BYTES_MAX);
      return read(new String(answer, StandardCharsets.UTF_8).strip().lines().toList(), program);
    } catch (java.io.IOException | java.nio.file.InvalidPathException _) {
      return Optional.empty();
    } finally {
      Felling.fell(process, mark);
    }
  }

  /** The answer: itself, and where it and what it is made of lie. */
  private static Optional<Found> read(List<String> lines, String program) {
    if (lines.size() != 3) {
      return Optional.empty();
    }
    var places = List.of(Path.of(lines.get(1)), Path.of(lines.get(2)));
    boolean itself = !lines.getFirst().isBlank() && Files.isExecutable(Path.of(lines.getFirst()));
    return Optional.of(new Found(itself ? lines.getFirst() : program, places));
  }
}
