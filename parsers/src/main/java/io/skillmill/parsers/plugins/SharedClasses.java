package io.skillmill.parsers.plugins;

import io.skillmill.parsers.SkillParser;
import java.util.List;
import java.util.Set;

/**
 * What a plugin sees of this program: the interface it implements and the types in its signatures,
 * and nothing else. Our other libraries are hidden, so that the copies a plugin brings win, in
 * whatever version; what is shared comes from here alone, so that both sides mean the same class.
 *
 * <p>The parent is the platform's loader, not ours: a service file of ours must not be found from a
 * plugin, or its parsers would seem to be the plugin's.
 */
final class SharedClasses extends ClassLoader {

  /** What the floors schema and parsers export for everyone; a test compares. */
  static final Set<String> EXPORTED =
      Set.of(
          "io.skillmill.schema.problem",
          "io.skillmill.schema.json",
          "io.skillmill.schema.skill",
          "io.skillmill.schema.task",
          "io.skillmill.schema.run",
          "io.skillmill.schema.chat",
          "io.skillmill.schema.check",
          "io.skillmill.parsers",
          "io.skillmill.parsers.authoring",
          "io.skillmill.parsers.promises",
          "io.skillmill.parsers.check",
          "io.skillmill.parsers.contexts",
          "io.skillmill.parsers.rules",
          "io.skillmill.parsers.secrets",
          "io.skillmill.parsers.security",
          "io.skillmill.parsers.sources",
          "io.skillmill.parsers.verdict");

  /** Exported for those who put the program together; no plugin needs them. */
  static final Set<String> OURS_ALONE =
      Set.of(
          "io.skillmill.parsers.ensemble",
          "io.skillmill.parsers.hosting",
          "io.skillmill.parsers.mend",
          "io.skillmill.parsers.pipes",
          "io.skillmill.parsers.plugins",
          "io.skillmill.parsers.process",
          "io.skillmill.parsers.skillsref");

  /** Documents are trees of Jackson 3, whose annotations it shares with Jackson 2. */
  private static final List<String> BEGINNINGS =
      List.of("tools.jackson.", "com.fasterxml.jackson.annotation.", "org.jspecify.");

  private final ClassLoader ours;

  SharedClasses() {
    super("skillmill-shared", ClassLoader.getPlatformClassLoader());
    this.ours = SkillParser.class.getClassLoader();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (isShared(name)) {
      return ours.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  private static boolean isShared(String name) {
    int dot = name.lastIndexOf('.');
    return (dot > 0 && EXPORTED.contains(name.substring(0, dot)))
        || BEGINNINGS.stream().anyMatch(name::startsWith);
  }
}
