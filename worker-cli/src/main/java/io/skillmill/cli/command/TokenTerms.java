package io.skillmill.cli.command;

import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.tokens.TokenWish;
import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a new token is to be for. */
final class TokenTerms {

  @Option(
      names = "--skills",
      paramLabel = "SKILL",
      split = ",",
      description = "Only these skills, by name or mount. Default: every skill.")
  private final List<String> skills = new ArrayList<>();

  @Option(
      names = "--routes",
      paramLabel = "ROUTES",
      split = ",",
      description = {
        "What it opens: run (skills), store (tasks, workers), admin (reload, register).",
        "Default: run."
      })
  private final List<String> routes = new ArrayList<>();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "How long it is good. Default: until it is revoked.")
  private @Nullable Duration life;

  TokenWish wish(String name) {
    return new TokenWish(
        name,
        rights(),
        skills.isEmpty() ? Optional.empty() : Optional.of(skills),
        Optional.ofNullable(life));
  }

  private Set<Right> rights() {
    var rights = EnumSet.noneOf(Right.class);
    for (String word : routes) {
      rights.add(Right.of(word.strip()).orElseThrow(() -> unknown(word)));
    }
    return rights.isEmpty() ? EnumSet.of(Right.RUN) : rights;
  }

  private static RuntimeException unknown(String word) {
    return Problem.usage(
            "There are no routes '%s'".formatted(word), "Use one or more of: run, store, admin")
        .asException();
  }
}
