package io.skillmill.cli.demo;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.session.Signals;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What can be shown: each plays by itself, on a host of its own, and leaves nothing behind. */
public enum Demos {
  TIME("runtime", "ask for the time in several towns"),
  FETCH("runtime", "ask for a page of the web"),
  MEMORY("runtime", "have something remembered, and ask for it"),
  HOST("runtime", "many skills behind one port, one of them added on the way"),
  COMPOSITION("composition", "skills that call skills, circles and depth"),
  GENERATE("composition", "a model writes a skill, which a person approves");

  private final String example;
  private final String sentence;

  Demos(String example, String sentence) {
    this.example = example;
    this.sentence = sentence;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it shows. */
  public String sentence() {
    return sentence;
  }

  /** Plays it to its end; the exit code. */
  public int play(Terminal terminal) {
    var playing = Thread.currentThread();
    try (var signals = Signals.listen(playing::interrupt)) {
      try (var stage = new Stage(example, terminal)) {
        play(stage);
      } catch (RuntimeException e) {
        if (!signals.asked()) {
          throw e;
        }
      }
      return signals.asked() ? signals.exitCode() : ExitCodes.OK;
    } finally {
      boolean _ = Thread.interrupted();
    }
  }

  private void play(Stage stage) {
    switch (this) {
      case TIME -> Scenes.time(stage);
      case FETCH -> Scenes.fetch(stage);
      case MEMORY -> Scenes.memory(stage);
      case HOST -> HostScenes.play(stage);
      case COMPOSITION -> CompositionScenes.play(stage);
      case GENERATE -> GenerateScenes.play(stage);
    }
  }

  /** Does something with a host of its own, which has the skills that come along. */
  public static int hosted(Terminal terminal, ToIntFunction<String> deed) {
    try (var host = new OwnHost("runtime", Optional.empty(), terminal)) {
      return deed.applyAsInt(host.url());
    }
  }

  /** How wide the longest word is. */
  public static int width() {
    return Arrays.stream(values()).mapToInt(demo -> demo.word().length()).max().orElse(0);
  }
}
