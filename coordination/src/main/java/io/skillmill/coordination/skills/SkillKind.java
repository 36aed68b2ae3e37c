package io.skillmill.coordination.skills;

import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import java.nio.file.Path;

/** One way in which a skill can be implemented: turns a declaration into code that runs. */
public interface SkillKind {

  Implementation.Kind kind();

  /**
   * Makes ready what the declaration names. Does as little as it can: a host loads many skills and
   * most are not called soon.
   *
   * @param home the directory of the declaration; relative paths in it are meant from there
   * @throws io.skillmill.schema.problem.ProblemException where it can never run; says what to do
   */
  SkillCode load(SkillDeclaration declaration, Path home);
}
