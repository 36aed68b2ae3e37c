package io.skillmill.cli.check;

import io.skillmill.parsers.check.Baseline;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A baseline as it is kept beside the skills. */
public final class BaselineFile {

  private BaselineFile() {}

  /**
   * Reads it.
   *
   * @param mayBeMissing whether a file that is not there stands for one that knows nothing
   */
  public static Baseline read(Path file, boolean mayBeMissing) {
    if (mayBeMissing && !Files.exists(file)) {
      return Baseline.empty();
    }
    try {
      return switch (Baseline.read(Files.readAllBytes(file))) {
        case Baseline.Reading.Known(var baseline) -> baseline;
        case Baseline.Reading.Refused(var why) ->
            throw Problem.usage(
                    "The file %s is no baseline: %s".formatted(file, why),
                    "Restore it, or name another file, which --update-baseline makes")
                .asException();
      };
    } catch (IOException e) {
      throw Problem.usage(
              "The baseline %s cannot be read".formatted(file),
              "Check its path, or make one with --update-baseline")
          .causedBy(e);
    }
  }

  /** Writes it whole or not at all. */
  public static void write(Path file, String text) {
    try (var output = OutputFile.open(file)) {
      output.stream().append(text);
      output.keep();
    }
  }
}
