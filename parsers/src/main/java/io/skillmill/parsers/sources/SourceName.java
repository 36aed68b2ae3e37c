package io.skillmill.parsers.sources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;

/**
 * Names a single file. Some formats are told by the directory they lie in, so a name keeps those
 * that say something.
 */
final class SourceName {

  /** How far up a directory may say what a file is. */
  private static final int LEVELS_MAX = 4;

  private static final Set<String> TELLING =
      Set.of(
          "agents",
          "commands",
          ".claude-plugin",
          ".codex-plugin",
          ".agents",
          ".well-known",
          ".cursor");

  /** Names that many files have, one in each directory. */
  private static final Set<String> PLACED =
      Set.of("AGENTS.md", "AGENTS.override.md", "CLAUDE.md", "CLAUDE.local.md", "GEMINI.md");

  private SourceName() {}

  static String of(Path file) {
    Path path = file.toAbsolutePath().normalize();
    int last = path.getNameCount() - 1;
    String name = path.getName(last).toString();
    int from = PLACED.contains(name) ? Math.max(0, last - 1) : last;
    for (int i = last - 1; i >= Math.max(0, last - LEVELS_MAX); i--) {
      if (TELLING.contains(path.getName(i).toString())) {
        from = isClaude(path, i - 1) ? i - 1 : i;
        break;
      }
    }
    var kept = new ArrayList<String>();
    path.subpath(from, last + 1).forEach(part -> kept.add(part.toString()));
    return String.join("/", kept);
  }

  private static boolean isClaude(Path path, int index) {
    return index >= 0 && path.getName(index).toString().equals(".claude");
  }
}
