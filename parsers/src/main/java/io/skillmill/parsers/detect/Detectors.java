package io.skillmill.parsers.detect;

import java.util.Map;
import java.util.Optional;

/** The detectors and traits that rules may name. */
public final class Detectors {

  private static final Map<String, Detector> DETECTORS =
      Map.ofEntries(
          Map.entry("unicode-tags", CharacterDetectors::tags),
          Map.entry("variation-selectors", CharacterDetectors::selectors),
          Map.entry("bidi-controls", CharacterDetectors::bidi),
          Map.entry("zero-width", CharacterDetectors::zeroWidth),
          Map.entry("control-characters", CharacterDetectors::controls),
          Map.entry("mixed-script-words", MixedWords::look),
          Map.entry("secrets", SecretDetectors::formed),
          Map.entry("assigned-secrets", SecretDetectors::assigned),
          Map.entry("far-text", HiddenText::far),
          Map.entry("unclosed-comments", HiddenText::unclosed),
          Map.entry("image-beacons", LinkDetectors::beacons),
          Map.entry("deceptive-links", DeceptiveLinks::look),
          Map.entry("escaping-links", LinkDetectors::escapes),
          Map.entry("encoded-blobs", Blobs::look),
          Map.entry("load-time-commands", LoadTimeCommands::look),
          Map.entry("frontmatter-languages", FrontmatterDetectors::languages),
          Map.entry("hooks", FrontmatterDetectors::hooks),
          Map.entry("broad-tools", FrontmatterDetectors::broadTools));

  private static final Map<String, Trait> TRAITS = Map.of("download", Downloads::trait);

  private Detectors() {}

  public static Optional<Detector> named(String name) {
    return Optional.ofNullable(DETECTORS.get(name));
  }

  public static Optional<Trait> trait(String name) {
    return Optional.ofNullable(TRAITS.get(name));
  }
}
