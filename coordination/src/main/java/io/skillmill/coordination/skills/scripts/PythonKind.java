package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.settings.Settings;
import io.skillmill.coordination.skills.settings.SourceCode;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
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

  private static final Set<String> SETTINGS =
      Set.of("file", "source", "function", "interpreter", "fresh", "workers", "env");

  private final Sandbox sandbox;
  private final Interpreter interpreter;
  private final Proof proof;

  public PythonKind(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.interpreter = new Interpreter(sandbox.environment());
    this.proof = new Proof(sandbox);
  }

  @Override
  public Implementation.Kind kind() {
    return Implementation.Kind.PYTHON;
  }

  @Override
  public SkillCode load(SkillDeclaration declaration, Path home) {
    var settings = Settings.of(declaration, Bounds.with(SETTINGS));
    var bounds = Bounds.of(declaration, settings);
    // Read now: the processes of one skill are all to run the same code.
    var source = SourceCode.of(settings, home);
    var script =
        new Script(
            declaration,
            source.text(),
            source.file().orElse(declaration.name() + ".py"),
            source.file().isPresent(),
            settings.text("function"));
    var place = new PythonHiring.Place(home, settings.text("interpreter"), interpreter);
    proof
        .flaw(script, place)
        .ifPresent(flaw -> {
          throw settings.wrong("has a source that cannot be loaded: " + flaw, "Correct it there");
        });
    var hiring =
        new PythonHiring(script, place, settings.textsByName("env"), sandbox.around(bounds, home));
    return new CrewCode(declaration, Bounds.keeping(settings, sandbox), hiring, hiring::ailment);
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
}
