package io.skillmill.coordination.skills.classes;

import io.skillmill.coordination.skills.SkillCode;
import java.util.List;

/**
 * What a skill in a jar sees of this program: what it implements, with the types in its signatures,
 * and the log. Our other libraries are hidden, so that the copies that a jar brings win.
 */
final class SharedWithSkills extends ClassLoader {

  private static final List<String> BEGINNINGS =
      List.of(
          "io.skillmill.schema.",
          "tools.jackson.",
          "com.fasterxml.jackson.annotation.",
          "org.jspecify.",
          "org.slf4j.");

  private static final String SKILLS = SkillCode.class.getPackageName();

  private final ClassLoader ours = SkillCode.class.getClassLoader();

  SharedWithSkills() {
    super("skillmill-shared-with-skills", ClassLoader.getPlatformClassLoader());
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
    return (dot > 0 && name.substring(0, dot).equals(SKILLS))
        || BEGINNINGS.stream().anyMatch(name::startsWith);
  }
}
