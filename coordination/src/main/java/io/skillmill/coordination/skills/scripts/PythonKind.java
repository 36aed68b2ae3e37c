package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Skills that are a function in Python, run as it is written in processes of its own. It finds
 * {@code call_skill(name, **arguments)}, {@code call_all([(name, arguments), …])} and {@code
 * credential(name)} around it.
 *
 * <p>A process takes one call at a time and is kept for the next, so that what a skill leaves in
 * the variables of its module is there for a later call; with {@code fresh: true} each call has a
 * process of its own. Thread-safe.
 */
public final class PythonKind implements SkillKind {

  /** How large a source may be. */
  public static final int SOURCE_BYTES_MAX = 1 << 20;

  private static final Set<String> SETTINGS =
      Set.of("file", "source", "function", "interpreter", "fresh", "workers", "env");

  private final Sandbox sandbox;
  private final Interpreter interpreter;

  public PythonKind(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.interpreter = new Interpreter(sandbox.environment());
  }

  @Override
  public Implementation.Kind kind() {
    return Implementation.Kind.PYTHON;
  }

  @Override
  public SkillCode load(SkillDeclaration declaration, Path home) {
    var settings = Settings.of(declaration, Bounds.with(SETTINGS));
    var bounds = Bounds.of(declaration, settings);
    var script =
        new Script(
            declaration,
            source(settings, home),
            settings.text("file").orElse(declaration.name() + ".py"),
            settings.has("file"),
            settings.text("function"));
    var hiring =
        new PythonHiring(
            script,
            new PythonHiring.Place(home, settings.text("interpreter"), interpreter),
            settings.textsByName("env"),
            sandbox.around(bounds, home));
    return new CrewCode(declaration, Bounds.keeping(settings), hiring, hiring::ailment);
  }

  /**
   * A function in Python.
   *
   * @param file its name, for its own messages
   * @param lies whether it lies in a file, beside which it may find others
   */
  record Script(
      SkillDeclaration declaration,
      String source,
      String file,
      boolean lies,
      java.util.Optional<String> function) {}

  /** Read now: the processes of one skill are all to run the same code. */
  private static String source(Settings settings, Path home) {
    var text = settings.text("source");
    var file = settings.text("file");
    if (text.isPresent() == file.isPresent()) {
      throw settings.wrong(
          "names %s".formatted(text.isPresent() ? "both file and source" : "no code"),
          "Give the code as file: NAME.py, or as source: TEXT");
    }
    String source = text.orElseGet(() -> read(settings, home.resolve(file.orElseThrow())));
    if (source.length() > SOURCE_BYTES_MAX) {
      throw settings.wrong(
          "has a source longer than %d characters".formatted(SOURCE_BYTES_MAX), "Split it");
    }
    return source;
  }

  private static String read(Settings settings, Path file) {
    try {
      if (Files.size(file) > SOURCE_BYTES_MAX) {
        throw settings.wrong(
            "has a source larger than %d bytes".formatted(SOURCE_BYTES_MAX), "Split it");
      }
      return Files.readString(file);
    } catch (CharacterCodingException _) {
      throw settings.wrong("has the file %s that is not UTF-8".formatted(file), "Save it as UTF-8");
    } catch (IOException _) {
      throw settings.wrong(
          "names the file %s, which cannot be read".formatted(file), "Correct its name");
    }
  }
}
