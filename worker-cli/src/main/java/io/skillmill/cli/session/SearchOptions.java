package io.skillmill.cli.session;

import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.sources.Scope;
import picocli.CommandLine.Option;

/** What a search of directories takes in, and whether it says what it does not. */
public final class SearchOptions {

  @Option(names = "--no-gitignore", description = "Take in what .gitignore files leave out.")
  private boolean everything;

  @Option(
      names = "--explain",
      description = "Tell each file and directory that is passed over, and why.")
  private boolean explain;

  public boolean explain() {
    return explain;
  }

  /** The scope that is asked for. */
  public Scope scope(Parsers parsers) {
    Scope scope = Scope.usual().with(parsers);
    return everything ? scope.ignoringNothing() : scope;
  }
}
