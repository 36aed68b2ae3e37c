package io.skillmill.cli.command;

import io.skillmill.cli.check.RulesFile;
import io.skillmill.parsers.security.SecurityRules;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which security rules a check asks. */
final class SecurityOptions {

  @Option(names = "--no-security", description = "Leave out the security rules.")
  private boolean none;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = {
        "Lay this pack of security rules over those that come with the program; may be repeated."
      })
  private final List<Path> packs = new ArrayList<>();

  boolean isAsked() {
    return none || !packs.isEmpty();
  }

  void refuseContradictions() {
    if (none && !packs.isEmpty()) {
      throw Problem.usage(
              "--rules gives security rules and --no-security leaves them out",
              "Use one of the two")
          .asException();
    }
  }

  Optional<SecurityRules> rules() {
    if (none) {
      return Optional.empty();
    }
    return Optional.of(packs.isEmpty() ? SecurityRules.builtIn() : RulesFile.read(packs));
  }
}
