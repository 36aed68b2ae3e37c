package io.skillmill.parsers.guidance;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import java.util.List;
import java.util.Optional;

/** Reads a file as text, or says why it cannot be one that guides a model. */
final class Words {

  private Words() {}

  static Optional<SourceText> read(SkillFile file, Limits limits, List<Diagnostic> findings) {
    if (file.size() > limits.inputBytesMax()) {
      return refused(
          file,
          "too-large",
          "The file has %d bytes and at most %d are read; move parts of it to other files"
              .formatted(file.size(), limits.inputBytesMax()),
          findings);
    }
    if (file.bytes().isEmpty()) {
      return refused(
          file,
          "bytes-left-out",
          "The source came without the bytes of this file; give it again with them",
          findings);
    }
    Optional<SourceText> text = SourceText.read(file.name(), file.bytes().get(), findings);
    return text.isPresent() && text.get().text().isBlank()
        ? refused(file, "file-empty", "The file is empty; write what the model is to do", findings)
        : text;
  }

  private static Optional<SourceText> refused(
      SkillFile file, String rule, String message, List<Diagnostic> findings) {
    findings.add(Diagnostic.error(rule, message, Place.startOf(file.name())));
    return Optional.empty();
  }
}
