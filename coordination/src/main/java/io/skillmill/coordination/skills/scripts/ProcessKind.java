package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.settings.Settings;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Skills that are a program. With {@code mode: per_call} it is started for each call, reads the
 * input from its standard input and writes the output; with {@code mode: pooled} it goes on and
 * answers each line with a line, and may call other skills meanwhile. Thread-safe.
 */
public final class ProcessKind implements SkillKind {

  private static final Set<String> SETTINGS = Set.of("command", "mode", "workers", "env", "fresh");

  /** How much longer a line may be than the output in it. */
  private static final int ENVELOPE_BYTES = 1 << 20;

  private final Sandbox sandbox;

  public ProcessKind(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public Implementation.Kind kind() {
    return Implementation.Kind.PROCESS;
  }

  @Override
  public SkillCode load(SkillDeclaration declaration, Path home) {
    var settings = Settings.of(declaration, Bounds.with(SETTINGS));
    String program = program(settings, home);
    var launch = launch(declaration, settings, home);
    var needed = needed(launch, program);
    return switch (settings.text("mode").orElse("per_call")) {
      case "per_call" ->
          new OnceCode(declaration, launch, new OnceCode.Needs(needed, sandbox.describe()));
      case "pooled" ->
          new CrewCode(
              declaration, Bounds.keeping(settings, sandbox), _ -> hired(launch, needed), needed);
      case String other ->
          throw settings.wrong(
              "has the mode '%s'".formatted(other), "Use one of: per_call, pooled");
    };
  }

  private Launch launch(SkillDeclaration declaration, Settings settings, Path home) {
    var command = new ArrayList<>(settings.texts("command"));
    command.set(0, program(settings, home));
    Path folder = home.toAbsolutePath().normalize();
    var walls = sandbox.around(Bounds.of(declaration, settings), folder);
    var environment = new HashMap<>(walls.environment());
    environment.putAll(settings.textsByName("env"));
    long output = declaration.limits().responseBytes();
    return new Launch(
        declaration.name(),
        walls.around(command, List.of()),
        folder,
        environment,
        (int) Math.min(Integer.MAX_VALUE - ENVELOPE_BYTES, output) + ENVELOPE_BYTES);
  }

  /** A program given by a path lies where the declaration does; others are on the PATH. */
  private static String program(Settings settings, Path home) {
    var command = settings.texts("command");
    if (command.isEmpty()) {
      throw settings.wrong("has no command", "Give the program and its arguments as a list");
    }
    String program = command.getFirst();
    return program.contains("/") || program.contains(File.separator)
        ? home.toAbsolutePath().resolve(program).normalize().toString()
        : program;
  }

  /** Empty where the program is there, else what to do. */
  private static Supplier<Optional<String>> needed(Launch launch, String program) {
    return () ->
        Sandbox.has(program, launch.environment())
            ? Optional.empty()
            : Optional.of(
                "The program of '%s' is not there; install it, or correct its command"
                    .formatted(launch.skill()));
  }

  private static Worker hired(Launch launch, Supplier<Optional<String>> needed)
      throws SkillException, InterruptedException {
    var missing = needed.get();
    if (missing.isPresent()) {
      throw SkillException.unavailable(missing.get());
    }
    return Worker.start(launch);
  }
}
