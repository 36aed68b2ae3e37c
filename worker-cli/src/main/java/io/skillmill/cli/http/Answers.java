package io.skillmill.cli.http;

import io.javalin.http.Context;
import io.skillmill.coordination.wire.Gzip;
import io.skillmill.coordination.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives answers, all in the same way. */
public final class Answers {

  private static final int OK = 200;
  private static final int NOTHING = 204;

  /** What pages may send. */
  private static final String SENT =
      "Authorization, Content-Type, Content-Encoding, Prefer, traceparent, X-Request-Id,"
          + " Last-Event-ID, MCP-Protocol-Version, Mcp-Method, Mcp-Name";

  /** And by how it begins: arguments and credentials of skills have headers of their own. */
  private static final Pattern SENT_TOO =
      Pattern.compile("(?i)(mcp-param|skillmill-credential)-[a-z0-9_.-]{1,128}");

  private static final int SENT_TOO_MAX = 64;

  /** Which server this is, so that clients notice when it is another. */
  private final String server;

  public Answers(String server) {
    this.server = server;
  }

  public String server() {
    return server;
  }

  public void json(Context context, byte[] body) {
    give(context, Wire.JSON_TYPE, body);
  }

  public void give(Context context, String type, byte[] body) {
    context.status(OK);
    pack(context, type, body);
  }

  /** JSON under another status than that all went well. */
  public void json(Context context, int status, byte[] body) {
    context.status(status);
    pack(context, Wire.JSON_TYPE, body);
  }

  private void pack(Context context, String type, byte[] body) {
    if (body.length >= Gzip.WORTH_BYTES && takesGzip(context)) {
      context.header("Content-Encoding", Gzip.NAME);
      write(context, type, Gzip.pack(body));
    } else {
      write(context, type, body);
    }
  }

  /**
   * Written here and now, and not when the request has left: a server that stops waits until all
   * that was carried out is answered.
   */
  private void write(Context context, String type, byte[] body) {
    stamp(context);
    context.contentType(type);
    context.res().setContentLength(body.length);
    Traveller.of(context).answered(body.length);
    try {
      context.res().getOutputStream().write(body);
      context.res().flushBuffer();
    } catch (IOException _) {
      // Whoever asked is gone, and asks again where it matters.
    }
  }

  private static boolean takesGzip(Context context) {
    String accepted = context.header("Accept-Encoding");
    return accepted != null && accepted.contains(Gzip.NAME);
  }

  /** Nothing but a status. */
  public void empty(Context context, int status) {
    context.status(status);
    stamp(context);
  }

  void refuse(Context context, Refusal refusal) {
    refusal
        .retryAfter()
        .ifPresent(when -> context.header("Retry-After", Long.toString(seconds(when))));
    if (refusal.status() == Refusal.UNAUTHORIZED) {
      boolean shown = context.header("Authorization") != null;
      context.header(
          "WWW-Authenticate",
          "Bearer realm=\"skillmill\"" + (shown ? ", error=\"invalid_token\"" : ""));
    }
    context.status(refusal.status());
    write(context, Wire.JSON_TYPE, Wire.say(refusal.problem(), Traveller.of(context).id()));
  }

  /** What a browser asks before it sends a page's request. */
  void allow(Context context) {
    context.header("Access-Control-Allow-Methods", "GET, POST, DELETE");
    context.header("Access-Control-Allow-Headers", SENT + wished(context));
    context.header("Access-Control-Max-Age", "600");
    context.status(NOTHING);
    stamp(context);
  }

  /** Those that a browser asks for whose names the skills make up. */
  private static String wished(Context context) {
    String asked = context.header("Access-Control-Request-Headers");
    return Stream.of(asked == null ? new String[0] : asked.split(",", -1))
        .map(String::strip)
        .filter(SENT_TOO.asMatchPredicate())
        .limit(SENT_TOO_MAX)
        .map(name -> ", " + name)
        .collect(Collectors.joining());
  }

  /** What every answer carries. */
  public void stamp(Context context) {
    context.header(Wire.PROTOCOL_HEADER, Wire.PROTOCOL);
    context.header(Wire.SERVER_HEADER, server);
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
  }

  private static long seconds(Duration length) {
    return Math.max(1, length.toSeconds());
  }
}
