package io.skillmill.parsers.security;

import java.util.Map;
import java.util.Set;

/** The detectors that rules may name. */
final class Detectors {

  private static final Map<String, Detector> ALL =
      Map.ofEntries(
          Map.entry("unicode-tags", CharacterDetectors::tags),
          Map.entry("variation-selectors", CharacterDetectors::selectors),
          Map.entry("bidi-controls", CharacterDetectors::bidi),
          Map.entry("zero-width", CharacterDetectors::zeroWidth),
          Map.entry("control-characters", CharacterDetectors::controls),
          Map.entry("mixed-script-words", CharacterDetectors::mixedWords),
          Map.entry("secrets", SecretDetectors::formed),
          Map.entry("assigned-secrets", SecretDetectors::assigned));

  private Detectors() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  static Detector named(String name) {
    Detector detector = ALL.get(name);
    if (detector == null) {
      throw new IllegalArgumentException(
          "There is no detector %s; use one of %s".formatted(name, names()));
    }
    return detector;
  }
}
