package io.skillmill.coordination.skills.graph;

import io.skillmill.coordination.skills.composite.Composite;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The skills that another one names in its text: the steps of a composite, and {@code
 * call_skill("name", …)} in a source. A name that is made at run time cannot be seen.
 */
public final class StaticCalls {

  private static final int SOURCE_BYTES_MAX = 1 << 20;

  private StaticCalls() {}

  /**
   * Their names, in the order in which they stand there.
   *
   * @param home the directory with the skill's files; empty where it has none
   */
  public static Set<String> of(SkillDeclaration skill, Optional<Path> home) {
    return switch (skill.implementation().kind()) {
      case COMPOSITE -> ofComposite(skill);
      case PYTHON -> CallScanner.names(source(skill, home), "#");
      case JAVASCRIPT -> CallScanner.names(source(skill, home), "//");
      default -> Set.of();
    };
  }

  private static Set<String> ofComposite(SkillDeclaration skill) {
    try {
      return Composite.calls(skill).stream()
          .filter(SkillName::isValid)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (ProblemException _) {
      return Set.of(); // it is not loaded either, and whoever loads it says why
    }
  }

  private static String source(SkillDeclaration skill, Optional<Path> home) {
    var settings = skill.implementation().settings();
    if (settings.path("source").isString()) {
      return settings.path("source").asString();
    }
    try {
      var file = home.map(folder -> folder.resolve(settings.path("file").asString("")));
      return file.isPresent() && Files.isRegularFile(file.get()) ? read(file.get()) : "";
    } catch (IOException | InvalidPathException _) {
      return ""; // what cannot be read calls nobody
    }
  }

  private static String read(Path file) throws IOException {
    return Files.size(file) > SOURCE_BYTES_MAX ? "" : Files.readString(file);
  }
}
