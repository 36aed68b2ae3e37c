package io.skillmill.cli.command;

import io.skillmill.cli.check.BaselineFile;
import io.skillmill.parsers.check.Baseline;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which findings are known already, and whether that is to be written down. */
final class BaselineOptions {

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Neither tell nor count the findings that this file holds.")
  private @Nullable Path file;

  @Option(
      names = "--update-baseline",
      description = "Write what is found now into the baseline, and end with 0.")
  private boolean updating;

  void refuseContradictions() {
    if (updating && file == null) {
      throw Problem.usage(
              "--update-baseline does not say which baseline", "Name it with --baseline FILE")
          .asException();
    }
  }

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  boolean updating() {
    return updating;
  }

  /** What it holds; nothing where none is named, or where it is still to be made. */
  Baseline known() {
    return file == null ? Baseline.empty() : BaselineFile.read(file, updating);
  }
}
