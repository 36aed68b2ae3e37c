package io.skillmill.parsers.sources;

import io.skillmill.parsers.ignore.IgnoreRules;
import io.skillmill.parsers.sources.PassedOver.Reason;
import java.nio.file.Path;
import java.util.Set;

/** Decides which entries of one directory a search looks at, and tells of the others. */
record Sieve(Scope scope, IgnoreRules rules) {

  /** What version control and package managers keep there is not one's own. */
  private static final Set<String> NOT_SEARCHED = Set.of(".git", ".hg", ".svn", "node_modules");

  static Sieve of(Path directory, Scope scope) {
    return told(new Sieve(scope, scope.ignoring() ? IgnoreRules.of(directory) : IgnoreRules.NONE));
  }

  /** That of a directory directly below. */
  Sieve in(Path directory) {
    return told(new Sieve(scope, rules.in(directory)));
  }

  private static Sieve told(Sieve sieve) {
    sieve
        .rules
        .faults()
        .forEach(fault -> sieve.tell(fault.file(), Reason.IGNORE_FILE, fault.what()));
    return sieve;
  }

  boolean letsDirectory(Path entry) {
    String name = entry.getFileName().toString();
    if (NOT_SEARCHED.contains(name)) {
      tell(entry, Reason.NOT_SEARCHED, "directories called %s are not searched".formatted(name));
      return false;
    }
    return isNotIgnored(entry, true);
  }

  boolean letsFile(Path entry) {
    return isNotIgnored(entry, false);
  }

  private boolean isNotIgnored(Path entry, boolean directory) {
    var ignored = rules.verdict(entry.getFileName().toString(), directory);
    ignored.ifPresent(by ->
        tell(
            entry,
            Reason.IGNORED,
            "line %d of %s ignores it: %s; name it, or give --no-gitignore"
                .formatted(by.line(), by.file(), by.pattern())));
    return ignored.isEmpty();
  }

  void tell(Path entry, Reason reason, String why) {
    scope.passedOver().accept(new PassedOver(entry, reason, why));
  }
}
