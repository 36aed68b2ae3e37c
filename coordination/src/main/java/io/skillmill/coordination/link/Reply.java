package io.skillmill.coordination.link;

import io.skillmill.coordination.wire.Gzip;
import io.skillmill.coordination.wire.Wire;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * What a server answered to one try.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, as large as it is
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, and never compared.
record Reply(int status, HttpHeaders headers, byte[] body) {

  private static final long RETRY_SECONDS_MAX = 60;

  static Reply of(HttpResponse<byte[]> response) throws IOException {
    boolean packed =
        response.headers().firstValue("Content-Encoding").filter(Gzip.NAME::equals).isPresent();
    byte[] body = response.body();
    return new Reply(
        response.statusCode(),
        response.headers(),
        packed
            ? Gzip.unpack(body, Wire.BODY_BYTES_MAX)
                .orElseThrow(() -> new IOException("The answer swells beyond any bound"))
            : body);
  }

  boolean good() {
    return status >= 200 && status < 300;
  }

  Optional<String> server() {
    return headers.firstValue(Wire.SERVER_HEADER);
  }

  /** Whether it comes from a store, and not from whatever else listens there. */
  boolean fromStore() {
    return headers.firstValue(Wire.PROTOCOL_HEADER).isPresent();
  }

  /** When the server would rather be asked again. */
  Optional<Duration> retryAfter() {
    return headers.firstValue("Retry-After").flatMap(Reply::seconds);
  }

  private static Optional<Duration> seconds(String text) {
    try {
      long seconds = Long.parseLong(text.strip());
      return Optional.of(Duration.ofSeconds(Math.clamp(seconds, 0, RETRY_SECONDS_MAX)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
