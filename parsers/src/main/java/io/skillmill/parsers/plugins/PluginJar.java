package io.skillmill.parsers.plugins;

import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of one jar. A jar may bring several parsers, and some of them may be broken.
 *
 * @param path where it lies
 * @param parsers those that can be used
 * @param problems what is wrong with the jar or with others of its parsers
 */
public record PluginJar(Path path, List<SkillParser> parsers, List<Problem> problems) {

  public PluginJar {
    parsers = List.copyOf(parsers);
    problems = List.copyOf(problems);
  }

  static PluginJar broken(Path path, Problem problem) {
    return new PluginJar(path, List.of(), List.of(problem));
  }
}
