package io.skillmill.coordination.skills.scripts;

import io.skillmill.parsers.pipes.Surroundings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What this machine has to keep the processes of skills within bounds, and the commands around
 * theirs that do so. It is found out once. Thread-safe.
 */
public final class Sandbox {

  private final Map<String, String> environment;
  private final Tools tools;

  private Sandbox(Map<String, String> environment, Tools tools) {
    this.environment = environment;
    this.tools = tools;
  }

  /**
   * That of this machine.
   *
   * @param surroundings the variables of this program, of which skills see the usual ones alone
   */
  public static Sandbox of(Map<String, String> surroundings) {
    var seen = Surroundings.seen(surroundings, List.of());
    return new Sandbox(seen, Tools.find(seen));
  }

  /** In a few words, what holds here and what does not, for people. */
  public String describe() {
    return tools.describe();
  }

  Map<String, String> environment() {
    return environment;
  }

  Tools tools() {
    return tools;
  }

  /** The walls around one skill. */
  Walls around(Bounds bounds, Path home) {
    return new Walls(this, bounds, home.toAbsolutePath().normalize());
  }

  /** What stands around the processes of one skill. */
  record Walls(Sandbox sandbox, Bounds bounds, Path home) {

    Map<String, String> environment() {
      return sandbox.environment;
    }

    /**
     * The command with what bounds it.
     *
     * @param places what it must be able to read beside the system and its own folder
     */
    List<String> around(List<String> command, List<Path> places) {
      var readable = new ArrayList<>(places);
      bounds.files().forEach(file -> readable.add(home.resolve(file).normalize()));
      readable.add(home);
      var whole = new ArrayList<String>();
      whole.addAll(sandbox.tools.dying());
      whole.addAll(sandbox.tools.apart(bounds, home, readable));
      whole.addAll(sandbox.tools.bounded(bounds));
      whole.addAll(command);
      return whole;
    }
  }

  /** Whether there is such a program: where a path says, or else on the PATH. */
  static boolean has(String program, Map<String, String> environment) {
    if (program.contains("/") || program.contains(File.separator)) {
      return runs(Path.of(program));
    }
    String path = environment.getOrDefault("PATH", "");
    return List.of(path.split(File.pathSeparator, -1)).stream()
        .filter(folder -> !folder.isEmpty())
        .anyMatch(
            folder -> runs(Path.of(folder, program)) || runs(Path.of(folder, program + ".exe")));
  }

  private static boolean runs(Path file) {
    return Files.isExecutable(file) && !Files.isDirectory(file);
  }
}
