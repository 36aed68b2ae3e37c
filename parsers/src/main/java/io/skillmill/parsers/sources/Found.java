package io.skillmill.parsers.sources;

import io.skillmill.schema.skill.SkillSource;
import java.nio.file.Path;

/** What a search came upon. */
public sealed interface Found {

  /** The file to parse, or what could not be read. */
  Path path();

  /**
   * A skill, read.
   *
   * @param path its primary file, as reached from the argument
   * @param source what was read
   */
  record Source(Path path, SkillSource source) implements Found {}

  /**
   * Something that may hold skills but cannot be read.
   *
   * @param path what
   * @param why what is the matter and what to do about it
   */
  record Unreadable(Path path, String why) implements Found {}
}
