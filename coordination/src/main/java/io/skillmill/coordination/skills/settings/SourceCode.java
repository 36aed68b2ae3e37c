package io.skillmill.coordination.skills.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The code of a skill: {@code file: NAME}, beside the declaration, or {@code source: TEXT}.
 *
 * @param file its name as it is written; empty for a text
 */
public record SourceCode(String text, Optional<String> file) {

  /** How large a source may be. */
  public static final int BYTES_MAX = 1 << 20;

  /**
   * Reads it, whole.
   *
   * @param home where its name is meant from
   * @throws io.skillmill.schema.problem.ProblemException where there is none, or it cannot be read
   */
  public static SourceCode of(Settings settings, Path home) {
    var text = settings.text("source");
    var file = settings.text("file");
    if (text.isPresent() == file.isPresent()) {
      throw settings.wrong(
          "names %s".formatted(text.isPresent() ? "both file and source" : "no code"),
          "Give the code as file: NAME, or as source: TEXT");
    }
    String source = text.orElseGet(() -> read(settings, home.resolve(file.orElseThrow())));
    if (source.length() > BYTES_MAX) {
      throw settings.wrong(
          "has a source longer than %d characters".formatted(BYTES_MAX), "Split it");
    }
    return new SourceCode(source, file);
  }

  private static String read(Settings settings, Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw settings.wrong("has a source larger than %d bytes".formatted(BYTES_MAX), "Split it");
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
