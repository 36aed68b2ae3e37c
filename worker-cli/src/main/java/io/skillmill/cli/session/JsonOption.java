package io.skillmill.cli.session;

import picocli.CommandLine.Option;

/** Asks for a report that programs can read. */
public final class JsonOption {

  @Option(names = "--json", description = "Report as JSON, and nothing else on standard output.")
  private boolean wanted;

  public boolean wanted() {
    return wanted;
  }
}
