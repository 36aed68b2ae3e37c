package io.skillmill.coordination.skills.registry;

import io.skillmill.parsers.hosting.Declarations;
import io.skillmill.parsers.hosting.Declared;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.Implementation.Kind;
import io.skillmill.schema.run.SkillDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A skill in a directory or a file, on its way to being registered: its code goes with it as text.
 */
final class Manuscript {

  private static final Map<String, Kind> ENDINGS =
      Map.of(".py", Kind.PYTHON, ".js", Kind.JAVASCRIPT);

  private Manuscript() {}

  static Application of(Path place) {
    String name = String.valueOf(place.getFileName());
    for (var ending : ENDINGS.entrySet()) {
      if (name.endsWith(ending.getKey()) && Files.isRegularFile(place)) {
        String stem = name.substring(0, name.length() - ending.getKey().length());
        return ofCode(stem, ending.getValue(), read(place));
      }
    }
    return switch (Declarations.of(place)) {
      case Declared.Unsound unsound ->
          throw Problem.usage(
                  "There is no sound skill at %s: %s".formatted(place, unsound.why()),
                  "Correct it, or name another file or directory")
              .asException();
      case Declared.Sound sound -> ofDeclared(sound);
    };
  }

  private static Application ofCode(String name, Kind kind, String code) {
    var declaration = Json.object().put("name", name);
    declaration.putObject("implementation").put("kind", kind.word());
    return Application.of(declaration, Optional.of(code));
  }

  private static Application ofDeclared(Declared.Sound sound) {
    SkillDeclaration skill = sound.declaration();
    Kind kind = skill.implementation().kind();
    var settings = skill.implementation().settings().deepCopy();
    boolean guide = kind == Kind.INSTRUCTIONS && !settings.has("text");
    boolean code = ENDINGS.containsValue(kind) && settings.has("file");
    if (!guide && !code) {
      return Application.of(DeclarationText.of(skill), Optional.empty());
    }
    String file = settings.path("file").asString("SKILL.md");
    settings.remove("file");
    var tree = DeclarationText.of(skill.implemented(new Implementation(kind, settings)));
    return new Application(
        tree,
        Optional.of(read(sound.home().resolve(file))),
        List.of(),
        OptionalLong.empty(),
        List.of("Of the files beside the declaration, %s alone is registered".formatted(file)),
        false);
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > TextualSkill.SOURCE_MAX) {
        throw Problem.usage(
                "%s is larger than %d bytes".formatted(file, TextualSkill.SOURCE_MAX),
                "Split the skill")
            .asException();
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ProblemException unreadable(Path file, IOException e) {
    return Problem.usage(
            "%s cannot be read as a text in UTF-8".formatted(file),
            "Correct its name, or save it anew")
        .causedBy(e);
  }
}
