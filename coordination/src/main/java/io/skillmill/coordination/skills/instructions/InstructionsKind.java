package io.skillmill.coordination.skills.instructions;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Skills of which nothing runs: a SKILL.md, or another text that {@code file:} names. A call
 * answers with {@code name}, {@code description}, {@code instructions} and the {@code resources}
 * beside it; with {@code {"resource": "a/path"}} it answers with that file.
 */
public final class InstructionsKind implements SkillKind {

  /** How long instructions may be, in characters or bytes. */
  static final int TEXT_MAX = 1 << 20;

  @Override
  public Implementation.Kind kind() {
    return Implementation.Kind.INSTRUCTIONS;
  }

  @Override
  public SkillCode load(SkillDeclaration declaration, Path home) {
    var settings = declaration.implementation().settings();
    String file = settings.path("file").asString("SKILL.md");
    var resources = new Resources(home, file);
    String text =
        settings.path("text").isString()
            ? settings.path("text").asString()
            : text(declaration, home, file);
    return new Instructions(declaration, text, resources);
  }

  private static String text(SkillDeclaration declaration, Path home, String file) {
    try {
      Path there = home.resolve(file).toRealPath();
      if (!there.startsWith(home.toRealPath())) {
        throw problem(declaration, file, "lies outside the skill's directory").asException();
      }
      if (Files.size(there) > TEXT_MAX) {
        throw problem(declaration, file, "is larger than %d bytes".formatted(TEXT_MAX))
            .asException();
      }
      return Files.readString(there);
    } catch (CharacterCodingException e) {
      throw problem(declaration, file, "is not UTF-8").causedBy(e);
    } catch (IOException e) {
      throw problem(declaration, file, "cannot be read").causedBy(e);
    }
  }

  private static Problem problem(SkillDeclaration declaration, String file, String what) {
    return Problem.usage(
        "The instructions '%s' of the skill '%s': the file %s"
            .formatted(file, declaration.name(), what),
        "Put a text there, or correct file: in the declaration");
  }
}
