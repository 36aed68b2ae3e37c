package io.skillmill.parsers.pipes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ends a process with all that it started. Its children are found by descent and, where the system
 * shows environments ({@code /proc}), by a mark that each of them inherits, even those that have
 * cut themselves loose.
 */
public final class Felling {

  /** The variable that holds the mark. */
  public static final String VARIABLE = "SKILLMILL_PROCESS";

  private static final Path PROCESSES = Path.of("/proc");
  private static final int ROUNDS_MAX = 10;

  private Felling() {}

  /** A mark that no other process has. */
  public static String mark() {
    return UUID.randomUUID().toString();
  }

  /** Waits until it has ended by itself, but no longer than this, nor once interrupted. */
  public static void giveTime(Process process, Duration limit) {
    try {
      process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once, and does not wait for that. */
  public static void fell(Process process, String mark) {
    var found = new LinkedHashSet<ProcessHandle>();
    process.descendants().forEach(found::add);
    process.destroyForcibly(); // first, so that it starts no more
    found.forEach(ProcessHandle::destroyForcibly);
    for (int round = 0; round < ROUNDS_MAX && endMore(found, mark); round++) {
      // what they started meanwhile is ended in the next round
    }
  }

  private static boolean endMore(Set<ProcessHandle> known, String mark) {
    var more = new LinkedHashSet<ProcessHandle>(marked(mark));
    known.forEach(each -> each.descendants().forEach(more::add));
    more.removeAll(known);
    more.forEach(ProcessHandle::destroyForcibly);
    return known.addAll(more);
  }

  private static Collection<ProcessHandle> marked(String mark) {
    var found = new LinkedHashSet<ProcessHandle>();
    if (!Files.isDirectory(PROCESSES)) {
      return found;
    }
    String entry = VARIABLE + "=" + mark;
    try (Stream<Path> folders = Files.list(PROCESSES)) {
      folders
          .filter(folder -> isNumber(folder.getFileName().toString()))
          .filter(folder -> holds(folder.resolve("environ"), entry))
          .map(folder -> ProcessHandle.of(Long.parseLong(folder.getFileName().toString())))
          .forEach(handle -> handle.ifPresent(found::add));
    } catch (IOException | java.io.UncheckedIOException _) {
      // Not shown here; those found by descent are ended all the same.
    }
    found.removeIf(handle -> !handle.isAlive());
    return found;
  }

  private static boolean isNumber(String name) {
    return name.length() < 19 && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean holds(Path environment, String entry) {
    try {
      return new String(Files.readAllBytes(environment), StandardCharsets.ISO_8859_1)
          .contains(entry);
    } catch (IOException | SecurityException _) { // not ours, or gone
      return false;
    }
  }
}
