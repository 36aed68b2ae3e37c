package io.skillmill.cli.session;

import io.skillmill.schema.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * Secrets for runs: each named, and taken from a variable of the environment. A secret itself is
 * never typed: everybody on the machine could see it in the list of processes.
 */
public final class CredentialOption {

  @Option(
      names = "--credential",
      paramLabel = "NAME[=VARIABLE]",
      description = {
        "A secret for the run, from the environment variable of its name, or from this one. May be",
        "given several times."
      })
  private final List<String> typed = new ArrayList<>();

  /** The secrets by their names. */
  public Map<String, String> read(Map<String, String> environment) {
    var credentials = new LinkedHashMap<String, String>();
    for (String each : typed) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      String secret = environment.get(equals < 0 ? each : each.substring(equals + 1));
      if (name.isBlank() || secret == null || secret.isEmpty()) {
        // What stands behind the sign may be the secret itself, and is not told.
        throw Problem.usage(
                "There is nothing to take the credential '%s' from".formatted(name),
                "Set an environment variable, and give its name: --credential NAME=VARIABLE; the"
                    + " secret itself has no place on the command line")
            .asException();
      }
      credentials.put(name, secret);
    }
    return credentials;
  }
}
