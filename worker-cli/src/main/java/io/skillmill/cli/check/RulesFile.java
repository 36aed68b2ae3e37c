package io.skillmill.cli.check;

import io.skillmill.parsers.rules.RulePack;
import io.skillmill.parsers.security.SecurityRules;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Packs of security rules as people keep them. */
public final class RulesFile {

  /** No pack is so large; ours has some 60 KiB. */
  private static final long BYTES_MAX = 4L << 20;

  /** How many faults of a pack are told at a time. */
  private static final int FAULTS_MAX = 10;

  private RulesFile() {}

  /** The rules that come with the program, with those of these files laid over them. */
  public static SecurityRules read(List<Path> files) {
    RulePack pack = RulePack.builtIn();
    for (Path file : files) {
      pack = pack.with(pack(file));
    }
    try {
      return SecurityRules.of(pack);
    } catch (IllegalArgumentException e) {
      throw unusable(
          files.stream().map(Path::toString).collect(Collectors.joining(", ")),
          String.valueOf(e.getMessage()));
    }
  }

  private static RulePack pack(Path file) {
    var faults = new ArrayList<Diagnostic>();
    return RulePack.read(file.toString(), bytes(file), faults)
        .orElseThrow(() ->
            unusable(
                file.toString(),
                faults.stream()
                    .limit(FAULTS_MAX)
                    .map(RulesFile::told)
                    .collect(Collectors.joining("; "))));
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw unusable(file.toString(), "it has more than %d MiB".formatted(BYTES_MAX >> 20));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Problem.usage(
              "The rules %s cannot be read".formatted(file), "Check the path, and who may read it")
          .causedBy(e);
    }
  }

  private static String told(Diagnostic fault) {
    return fault.rule().equals("rules-malformed")
        ? "line %d: %s".formatted(fault.place().line(), fault.message())
        : fault.message();
  }

  private static ProblemException unusable(String file, String why) {
    return Problem.usage(
            "The rules %s cannot be used: %s".formatted(file, why),
            "Mend them as docs/reference/security-rules.md says")
        .asException();
  }
}
