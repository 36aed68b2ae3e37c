package io.skillmill.cli.http;

import io.javalin.http.Context;
import io.skillmill.coordination.tokens.Keyring;
import io.skillmill.coordination.tokens.Keyring.Verdict;
import io.skillmill.coordination.tokens.TokenCard;
import io.skillmill.coordination.tokens.Tokens;
import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who may come in. */
final class Gate {

  private static final String BEARER = "Bearer ";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /** Of the schemes that pages come by. */
  private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);

  private final Optional<byte[]> token;
  private final Optional<Keyring> keyring;
  private final boolean needed;
  private final boolean loopback;
  private final Set<String> origins;
  private final boolean behindProxy;

  /** The name by which the last one came who came by one of ours: mostly the next one's, too. */
  private volatile String lastName = "localhost";

  /**
   * A gate.
   *
   * @param loopback whether only this machine is let in, so that other names for it are a trick
   * @param behindProxy whether what a proxy says of the address that clients use is believed
   */
  Gate(Admission admission, boolean loopback, boolean behindProxy) {
    this.token = admission.token().map(secret -> secret.getBytes(StandardCharsets.UTF_8));
    this.keyring = admission.tokens().map(Tokens::keyring);
    this.needed = admission.needed() || token.isPresent() || !loopback;
    this.loopback = loopback;
    this.origins = admission.origins();
    this.behindProxy = behindProxy;
  }

  static boolean isLoopback(String host) {
    boolean number = host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || (number && host.startsWith("127."));
  }

  /** Tells a browser that the scripts of a page that is named may read the answer. */
  boolean welcome(Context context) {
    String origin = context.header("Origin");
    if (!origins.isEmpty()) {
      context.header("Vary", "Origin");
    }
    if (origin == null || !origins.contains(origin)) {
      return false;
    }
    context.header("Access-Control-Allow-Origin", origin);
    context.header(
        "Access-Control-Expose-Headers",
        "X-Trace-Id, X-Request-Id, Retry-After, Location, Preference-Applied");
    return true;
  }

  /** Lets in who may, and says who it is. */
  Caller admit(Context context, Need need) {
    if (loopback) {
      refuseForeignNames(context);
    } else {
      refuseForeignPages(context);
    }
    Caller caller = need == Need.NOTHING ? Caller.NOBODY : known(context.header("Authorization"));
    need.check(caller);
    refuseOtherProtocols(context);
    return caller;
  }

  /**
   * A web page anywhere may have the browser send requests here, under a name that its owner lets
   * point to this machine.
   */
  private void refuseForeignNames(Context context) {
    String origin = context.header("Origin");
    if (!isOurName(context.header("Host"))
        || (origin != null && !isOurs(origin) && !origins.contains(origin))) {
      throw new Refusal(
          Refusal.FORBIDDEN,
          Problem.usage(
              "The request names another host than this machine",
              "Call the server by the address that it printed when it started"));
    }
  }

  /**
   * A page that holds a token, or has the browser add one, is no reason to let its author in.
   *
   * <p>spec: Servers MUST validate the Origin header on all incoming connections.
   */
  private void refuseForeignPages(Context context) {
    String origin = context.header("Origin");
    if (origin == null
        || origins.contains(origin)
        || isAt(origin, context.header("Host"))
        || (behindProxy && isAt(origin, lastOf(context.header("X-Forwarded-Host"))))) {
      return;
    }
    throw new Refusal(
        Refusal.FORBIDDEN,
        Problem.usage(
            "The request comes from a web page that may not ask this host",
            "Name the page's origin in ALLOWED_ORIGINS, or in cors_origins of the configuration"));
  }

  /** Whether a page came from this host and port, or from one before it that ends its TLS. */
  private static boolean isAt(String origin, @Nullable String host) {
    try {
      URI page = new URI(origin);
      String scheme = page.getScheme();
      if (host == null || scheme == null || page.getHost() == null || !PORTS.containsKey(scheme)) {
        return false;
      }
      URI here = new URI(scheme + "://" + host);
      return page.getUserInfo() == null
          && page.getHost().equalsIgnoreCase(here.getHost())
          && port(page) == port(here);
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static int port(URI url) {
    return url.getPort() < 0 ? PORTS.getOrDefault(url.getScheme(), 0) : url.getPort();
  }

  /** Of several, the one that the proxy in front of this host has added. */
  private static @Nullable String lastOf(@Nullable String list) {
    return list == null ? null : list.substring(list.lastIndexOf(',') + 1).strip();
  }

  private boolean isOurName(@Nullable String name) {
    if (name == null) {
      return false;
    }
    if (name.equals(lastName)) {
      return true;
    }
    boolean ours = isOurs("http://" + name);
    if (ours) {
      lastName = name;
    }
    return ours;
  }

  private static boolean isOurs(String url) {
    try {
      String host = new URI(url).getHost();
      return host != null && isLoopback(host);
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private Caller known(@Nullable String shown) {
    if (shown == null) {
      if (needed) {
        throw unauthorized("The server wants a token");
      }
      return Caller.OWNER;
    }
    String secret = shown.startsWith(BEARER) ? shown.substring(BEARER.length()) : "";
    return isTheOne(secret) ? Caller.OWNER : judged(secret);
  }

  /** Takes the same time however much of the token is right. */
  private boolean isTheOne(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return token.filter(one -> MessageDigest.isEqual(one, bytes)).isPresent();
  }

  /** Where no token is needed, one that was never given out here does no harm. */
  private Caller judged(String secret) {
    Verdict verdict = keyring.map(ring -> ring.judge(secret)).orElseGet(Verdict.Unknown::new);
    return switch (verdict) {
      case Verdict.Good(TokenCard card) -> Caller.of(card);
      case Verdict.Expired(TokenCard card) ->
          throw unauthorized(
              "The token '%s' was good until %s".formatted(card.name(), card.expires().get()));
      case Verdict.Unknown _ -> {
        if (needed || secret.startsWith(Tokens.PREFIX)) {
          throw unauthorized("The server does not know this token, or it was revoked");
        }
        yield Caller.OWNER;
      }
    };
  }

  private static Refusal unauthorized(String why) {
    return new Refusal(
        Refusal.UNAUTHORIZED,
        Problem.usage(
            why,
            "Set SKILLMILL_TOKEN to the token the server was started with, or to one that"
                + " 'skillmill token create' has made"));
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
