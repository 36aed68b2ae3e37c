package io.skillmill.cli.http;

import io.javalin.http.Context;
import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides who may come in. */
final class Gate {

  private static final String BEARER = "Bearer ";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Optional<byte[]> token;
  private final boolean loopback;

  /**
   * A gate.
   *
   * @param token what everyone must show; empty to let everyone in
   * @param loopback whether only this machine is let in, so that other names for it are a trick
   */
  Gate(Optional<String> token, boolean loopback) {
    this.token = token.map(secret -> secret.getBytes(StandardCharsets.UTF_8));
    this.loopback = loopback;
  }

  static boolean isLoopback(String host) {
    boolean number = host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || (number && host.startsWith("127."));
  }

  void check(Context context) {
    if (loopback) {
      refuseForeignNames(context);
    }
    token.ifPresent(secret -> refuseStrangers(context, secret));
    refuseOtherProtocols(context);
  }

  /**
   * A web page anywhere may have the browser send requests here, under a name that its owner lets
   * point to this machine.
   */
  private static void refuseForeignNames(Context context) {
    String origin = context.header("Origin");
    if (!isOurs(context.header("Host") == null ? "" : "http://" + context.header("Host"))
        || (origin != null && !isOurs(origin))) {
      throw new Refusal(
          Refusal.FORBIDDEN,
          Problem.usage(
              "The request names another host than this machine",
              "Call the server by the address that it printed when it started"));
    }
  }

  private static boolean isOurs(String url) {
    try {
      String host = new URI(url).getHost();
      return host != null && isLoopback(host);
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /** Takes the same time however much of the token is right. */
  private static void refuseStrangers(Context context, byte[] secret) {
    String shown = context.header("Authorization");
    boolean known =
        shown != null
            && shown.startsWith(BEARER)
            && MessageDigest.isEqual(
                shown.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8), secret);
    if (!known) {
      throw new Refusal(
          Refusal.UNAUTHORIZED,
          Problem.usage(
              shown == null ? "The server wants a token" : "The server does not know this token",
              "Set SKILLMILL_TOKEN to the token the server was started with"));
    }
  }

  private static void refuseOtherProtocols(Context context) {
    String spoken = context.header(Wire.PROTOCOL_HEADER);
    if (spoken == null) {
      return;
    }
    try {
      Wire.checkProtocol(spoken);
    } catch (ProblemException e) {
      throw Refusal.of(e.problem());
    }
  }
}
