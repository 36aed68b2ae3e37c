package io.skillmill.cli.report;

import io.skillmill.parsers.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of several readers have a skill, and under which name. */
final class Loading {

  private Loading() {}

  /** One sentence; nothing where all have it under one name, which goes without saying. */
  static Optional<String> of(List<Verdict> verdicts) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    List<String> without = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      if (verdict.loads()) {
        String name = verdict.name().map("as '%s'"::formatted).orElse("without a name");
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(verdict.profile());
      } else {
        without.add(verdict.profile());
      }
    }
    boolean alike = byName.size() + (without.isEmpty() ? 0 : 1) == 1;
    return alike ? Optional.empty() : Optional.of(said(byName, without));
  }

  private static String said(Map<String, List<String>> byName, List<String> without) {
    var parts = new ArrayList<String>();
    byName.forEach((name, profiles) -> parts.add(name + " by " + String.join(", ", profiles)));
    String loaded = "loaded " + String.join("; ", parts);
    return without.isEmpty() ? loaded : loaded + "; not by " + String.join(", ", without);
  }
}
