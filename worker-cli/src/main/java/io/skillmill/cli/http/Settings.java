package io.skillmill.cli.http;

import io.skillmill.schema.problem.Problem;
import java.util.Optional;

/**
 * Where and for whom to serve.
 *
 * @param host the address to listen on
 * @param port the port; 0 for any that is free
 * @param admission who is let in; beyond this machine by a token alone
 * @param limits how much to take on
 * @param version of the program, for those who ask
 */
public record Settings(String host, int port, Admission admission, Limits limits, String version) {

  public Settings {
    if (!Gate.isLoopback(host) && !admission.isAnyTokenGood()) {
      throw Problem.usage(
              "Whoever can reach %s could do as they please with what is served".formatted(host),
              "Give a token with --token-file or SKILLMILL_TOKEN, make one with 'skillmill token"
                  + " create', or serve on 127.0.0.1")
          .asException();
    }
  }

  /** With one token for everything, or none. */
  public Settings(String host, int port, Optional<String> token, Limits limits, String version) {
    this(host, port, Admission.by(token), limits, version);
  }

  /** The address for clients on this machine, once it is known on which port the server listens. */
  public String url(int listening) {
    return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, listening);
  }
}
