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
      "import sys; sys.exit(3) if sys.version_info < (3, 8) else print(sys.executable)";

  private final Map<String, String> environment;
  private final ConcurrentMap<String, String> found = new ConcurrentHashMap<>();

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
  String find(Optional<String> asked, Path home) throws SkillException, InterruptedException {
    for (String name : asked.map(List::of).orElse(USUAL)) {
      String program = name.contains("/") ? home.resolve(name).normalize().toString() : name;
      String known = found.get(program);
      if (known == null) {
        known = ask(program);
        if (!known.isEmpty()) {
          found.put(program, known);
        }
      }
      if (!known.isEmpty()) {
        return known;
      }
    }
    throw SkillException.unavailable(
        "There is no Python 3.8 or newer on this machine under the name %s; install it, or name it as"
                .formatted(asked.isPresent() ? "that the skill asks for" : "python3")
            + " the interpreter of the skill");
  }

  private String ask(String program) throws InterruptedException {
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
      return "";
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return "";
      }
      byte[] answer = process.getInputStream().readNBytes(ANSWER_BYTES_MAX);
      String executable = new String(answer, StandardCharsets.UTF_8).strip();
      return !executable.isEmpty() && Files.isExecutable(Path.of(executable))
          ? executable
          : program;
    } catch (java.io.IOException | java.nio.file.InvalidPathException _) {
      return "";
    } finally {
      Felling.fell(process, mark);
    }
  }
}
