package io.skillmill.coordination.skills.classes;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.SkillDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The jars of a skill. */
final class Jars {

  /** How many jars a skill may have. */
  static final int JARS_MAX = 200;

  private Jars() {}

  /** Those that the declaration names, or else those beside it and in its {@code lib}. */
  static List<Path> of(SkillDeclaration declaration, Path home) {
    JsonNode named = declaration.implementation().settings().path("jar");
    var jars = new ArrayList<Path>();
    if (named.isMissingNode()) {
      beside(home, jars);
      beside(home.resolve("lib"), jars);
    } else if (named.isArray()) {
      named.forEach(each -> jars.add(there(declaration, home, each)));
    } else {
      jars.add(there(declaration, home, named));
    }
    if (jars.size() > JARS_MAX) {
      throw Problem.usage(
              "The skill '%s' has more than %d jars".formatted(declaration.name(), JARS_MAX),
              "Put them together into fewer")
          .asException();
    }
    return jars;
  }

  private static Path there(SkillDeclaration declaration, Path home, JsonNode named) {
    Path jar = home.resolve(named.asString(""));
    if (!named.isString() || !Files.isRegularFile(jar)) {
      throw Problem.usage(
              "The skill '%s' names the jar %s, and there is none"
                  .formatted(declaration.name(), named),
              "Put it there, or correct its path, which is seen from the declaration")
          .asException();
    }
    return jar;
  }

  private static void beside(Path folder, List<Path> jars) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.list(folder)) {
      files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .filter(Files::isRegularFile)
          .sorted()
          .limit(JARS_MAX + 1L)
          .forEach(jars::add);
    } catch (IOException | UncheckedIOException e) {
      throw Problem.usage(
              "The directory of the skill cannot be listed",
              "See that this program may read it, or name the jar in the declaration")
          .causedBy(e);
    }
  }

  static URLClassLoader loader(List<Path> jars) {
    return new URLClassLoader(
        "skill", jars.stream().map(Jars::url).toArray(URL[]::new), new SharedWithSkills());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("Every file has a URL, but not " + jar, e);
    }
  }
}
