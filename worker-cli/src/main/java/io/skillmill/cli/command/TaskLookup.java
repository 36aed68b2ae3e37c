package io.skillmill.cli.command;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.Task;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Finds the task that is meant by an id or by the path of its source. */
final class TaskLookup {

  private static final String DIGITS = "\\d{1,18}";
  private static final List<String> SKILL_FILES = List.of("SKILL.md", "skill.md", "Skill.md");

  private TaskLookup() {}

  static Task find(SkillStore store, String wanted) {
    Optional<Task> byId =
        wanted.matches(DIGITS) ? store.task(Long.parseLong(wanted)) : Optional.empty();
    return byId.or(() -> byPath(store, wanted)).orElseThrow(() -> unknown(wanted));
  }

  private static Optional<Task> byPath(SkillStore store, String wanted) {
    return spellings(wanted).stream()
        .map(store::taskOfPath)
        .flatMap(Optional::stream)
        .findFirst()
        .flatMap(store::task);
  }

  /** A path can be typed in more ways than it is kept; a directory stands for its SKILL.md. */
  private static SequencedSet<String> spellings(String wanted) {
    var spellings = new LinkedHashSet<String>();
    spellings.add(wanted);
    try {
      Path absolute = Path.of(wanted).toAbsolutePath().normalize();
      Path here = Path.of("").toAbsolutePath();
      for (Path each : List.of(Path.of(wanted).normalize(), absolute, here.relativize(absolute))) {
        spellings.add(each.toString());
        SKILL_FILES.forEach(file -> spellings.add(each.resolve(file).toString()));
      }
    } catch (IllegalArgumentException _) {
      // No path, or one on another drive: then it can only be meant as it stands.
    }
    return spellings;
  }

  private static ProblemException unknown(String wanted) {
    return Problem.notFound(
            "Nothing is on record for '%s'".formatted(wanted),
            "See 'skillmill tasks' for what there is, or run 'skillmill parse' on it")
        .asException();
  }
}
