package io.skillmill.cli.check;

import io.skillmill.parsers.check.Baseline;
import io.skillmill.schema.json.Json.MalformedException;
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
      return Baseline.read(Files.readAllBytes(file));
    } catch (MalformedException e) {
      throw Problem.usage(
              "The baseline %s is no baseline: line %d: %s"
                  .formatted(file, e.line(), e.getMessage()),
              "Restore it, or remove it and make a new one with --update-baseline")
          .causedBy(e);
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
