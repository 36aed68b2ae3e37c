package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.settings.Settings;
import io.skillmill.schema.run.SkillDeclaration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a process of a skill may use.
 *
 * @param memoryMb of address space, in MiB
 * @param cpuSeconds time of the processor for one call
 * @param processes how many it may have, where the system counts them for it alone
 * @param fileMb how large a file it may write, in MiB
 * @param network whether it may reach any
 * @param files what it may read beside its own folder and the system
 */
record Bounds(
    int memoryMb, int cpuSeconds, int processes, int fileMb, boolean network, List<Path> files) {

  private static final List<String> SETTINGS =
      List.of(
          "memory_mb", "cpu_seconds", "processes", "file_mb", "network", "files", "idle_seconds");
  private static final int MEMORY_MB = 512;
  private static final int CPU_SECONDS = 60;
  private static final int PROCESSES = 64;
  private static final int FILE_MB = 64;
  private static final int MB_MAX = 1 << 20;
  private static final int SECONDS_MAX = 24 * 60 * 60;
  private static final int WORKERS_MAX = 1_000;
  private static final int IDLE_SECONDS = 60;

  Bounds {
    files = List.copyOf(files);
  }

  /** The names of the settings that every kind knows, and some more. */
  static Set<String> with(Collection<String> more) {
    var names = new HashSet<>(SETTINGS);
    names.addAll(more);
    return names;
  }

  static Bounds of(SkillDeclaration declaration, Settings settings) {
    return new Bounds(
        settings.number("memory_mb", MEMORY_MB, MB_MAX),
        settings.number("cpu_seconds", cpuSeconds(declaration), SECONDS_MAX),
        settings.number("processes", PROCESSES, 1 << 15),
        settings.number("file_mb", FILE_MB, MB_MAX),
        settings.flag("network"),
        settings.texts("files").stream().map(Path::of).toList());
  }

  /** A minute, or as long as a call may take where that is longer. */
  private static int cpuSeconds(SkillDeclaration declaration) {
    return (int) Math.max(CPU_SECONDS, declaration.limits().timeout().toSeconds() + 1);
  }

  /** How its processes are kept: as many at a time as there are processors, and four at least. */
  static CrewCode.Keeping keeping(Settings settings, Sandbox sandbox) {
    int usual = Math.max(4, Runtime.getRuntime().availableProcessors());
    return new CrewCode.Keeping(
        settings.number("workers", usual, WORKERS_MAX),
        Duration.ofSeconds(settings.number("idle_seconds", IDLE_SECONDS, SECONDS_MAX)),
        settings.flag("fresh"),
        sandbox.describe());
  }
}
