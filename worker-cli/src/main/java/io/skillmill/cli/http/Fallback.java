package io.skillmill.cli.http;

import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.problem.Problem;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what gets to no route, in the same form as everything else. */
final class Fallback extends ErrorHandler {

  private static final int VERSION_UNKNOWN = 505;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    var refusal = refusal(status);
    var headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, Wire.JSON_TYPE);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(Wire.PROTOCOL_HEADER, Wire.PROTOCOL);
    refusal
        .retryAfter()
        .ifPresent(when -> headers.put(HttpHeader.RETRY_AFTER, Long.toString(when.toSeconds())));
    response.write(true, ByteBuffer.wrap(Wire.say(refusal.problem())), callback);
  }

  private static Refusal refusal(int status) {
    if (status == Refusal.UNAVAILABLE) {
      return Refusal.later(status, RETRY_AFTER, "The server is about to stop");
    }
    return status < Refusal.BROKEN || status == VERSION_UNKNOWN
        ? unreadable(status)
        : Refusal.broken();
  }

  private static Refusal unreadable(int status) {
    return new Refusal(
        status,
        Problem.usage(
            "What came is no HTTP request that this server reads",
            "Send one as RFC 9112 describes it, with headers of less than %d bytes"
                .formatted(Front.HEADER_BYTES_MAX)));
  }
}
