package io.skillmill.coordination.skills.javascript;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.settings.Settings;
import io.skillmill.coordination.skills.settings.SourceCode;
import io.skillmill.coordination.skills.threads.Aside;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Skills that are a function in JavaScript, which is called with the input as its one argument. It
 * finds {@code call_skill(name, input)}, {@code call_all([[name, input], …])}, {@code
 * credential(name)} and {@code console} around it, and nothing else of this machine: no files, no
 * network, no processes, no other modules.
 *
 * <p>The source is loaded once, here; every call begins with the world as it was then, and what a
 * call changes is gone when it ends. Time and memory are bounded. Thread-safe.
 */
public final class JavaScriptKind implements SkillKind {

  /** How long the top level of a source may take. */
  public static final Duration LOADING_MAX = Duration.ofSeconds(5);

  private static final int MEMORY_MB = 64;
  private static final int MEMORY_MB_MAX = 1024;
  static final int PAGES_OF_MB = 16;
  private static final int WORKERS_MAX = 1_000;

  static final int PAGES_MAX = MEMORY_MB_MAX * PAGES_OF_MB;

  private static final Set<String> SETTINGS =
      Set.of("file", "source", "function", "memory_mb", "workers", "network");

  /** What all skills of this kind share. */
  record Means(Realms realms, Aside aside) {}

  private final Means means;

  JavaScriptKind(Ration ration, InstantSource clock) {
    this.means =
        new Means(
            new Realms(ration, clock, new SecureRandom()), Aside.system("skillmill-javascript-"));
  }

  /** The engine is loaded with the first skill. */
  public JavaScriptKind() {
    this(Ration.ofThisProgram(), InstantSource.system());
  }

  @Override
  public Implementation.Kind kind() {
    return Implementation.Kind.JAVASCRIPT;
  }

  @Override
  public SkillCode load(SkillDeclaration declaration, Path home) {
    var settings = Settings.of(declaration, SETTINGS);
    if (settings.flag("network")) {
      throw settings.wrong(
          "wants the network, which JavaScript does not have here",
          "Call the skill 'fetch', or one of the kind http, with call_skill");
    }
    var source = SourceCode.of(settings, home);
    var script =
        new Script(
            declaration.name(),
            source.text(),
            source.file().orElse(declaration.name() + ".js"),
            settings.text("function"));
    int usual = Math.max(4, Runtime.getRuntime().availableProcessors());
    var bounds =
        new JavaScriptCode.Bounds(
            settings.number("memory_mb", MEMORY_MB, MEMORY_MB_MAX) * PAGES_OF_MB,
            settings.number("workers", usual, WORKERS_MAX));
    return new JavaScriptCode(declaration, image(script, bounds, settings), bounds, means);
  }

  private Image image(Script script, JavaScriptCode.Bounds bounds, Settings settings) {
    try {
      var loading = new Loading(means.realms(), script, bounds.pagesMax());
      return means.aside().done(loading::load, LOADING_MAX, () -> {});
    } catch (SkillException e) {
      throw settings.wrong(
          "has a source that cannot be loaded: " + e.failure().message(), "Correct it there");
    } catch (TimeoutException e) {
      throw settings.wrong(
          "has a source whose top level takes longer than %d s".formatted(LOADING_MAX.toSeconds()),
          "Do there what is needed for every call, and the rest in the function");
    } catch (Aside.FullException e) {
      throw settings.wrong("was not loaded, for " + e.getMessage(), "Load it again later");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw settings.wrong("was being loaded when the host was stopped", "Start it again");
    } catch (Exception e) {
      throw new IllegalStateException("Loading throws nothing else", e);
    }
  }
}
