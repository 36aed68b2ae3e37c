package io.skillmill.coordination.skills.bundled.fetch;

import io.skillmill.coordination.skills.SkillException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** One question and one answer, as HTTP/1.1 has them. */
final class Exchange {

  private static final int HEADERS_MAX = 200;
  private static final int INTERIM_MAX = 5;

  private final Dialer dialer;
  private final int bytesMax;

  Exchange(Dialer dialer, int bytesMax) {
    this.dialer = dialer;
    this.bytesMax = bytesMax;
  }

  Page get(WebAddress address, Deadline deadline) throws SkillException, IOException {
    try (Socket socket = dialer.connect(address, deadline)) {
      socket.getOutputStream().write(question(address));
      socket.getOutputStream().flush();
      var incoming = new Incoming(socket, deadline);
      int status = status(incoming);
      for (int interim = 0; status < 200; interim++) {
        headers(incoming);
        if (interim == INTERIM_MAX) {
          throw new IOException("The server says 'continue' again and again");
        }
        status = status(incoming);
      }
      var headers = headers(incoming);
      return new Page(address, status, headers, bytes(status, headers, incoming));
    }
  }

  private static byte[] question(WebAddress address) {
    return """
    GET %s HTTP/1.1\r
    Host: %s\r
    User-Agent: Skillmill (fetch skill)\r
    Accept: text/html, application/xhtml+xml, text/*;q=0.9, application/json;q=0.9, */*;q=0.5\r
    Accept-Encoding: gzip\r
    Connection: close\r
    \r
    """
        .formatted(address.target(), address.authority())
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int status(Incoming incoming) throws IOException {
    String line = incoming.line();
    if (line.startsWith("HTTP/1.") && line.length() >= 12) {
      try {
        int status = Integer.parseInt(line, 9, 12, 10);
        if (status >= 100) {
          return status;
        }
      } catch (NumberFormatException _) {
        // said below
      }
    }
    throw new IOException("The answer is not HTTP");
  }

  private static Map<String, String> headers(Incoming incoming) throws IOException {
    var headers = new HashMap<String, String>();
    for (int count = 0; count < HEADERS_MAX; count++) {
      String line = incoming.line();
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    throw new IOException("The answer has too many headers");
  }

  private byte[] bytes(int status, Map<String, String> headers, Incoming incoming)
      throws SkillException, IOException {
    boolean moved = status >= 300 && status < 400;
    if (status == 204 || moved || status >= 400) {
      return new byte[0]; // nobody reads it
    }
    byte[] bytes = unpacked(headers, body(headers, incoming)).readNBytes(bytesMax + 1);
    if (bytes.length > bytesMax) {
      throw SkillException.refused(
          "The page is larger than the %,d bytes that are read".formatted(bytesMax));
    }
    return bytes;
  }

  private static InputStream body(Map<String, String> headers, Incoming incoming)
      throws IOException {
    if (headers
        .getOrDefault("transfer-encoding", "")
        .toLowerCase(Locale.ROOT)
        .contains("chunked")) {
      return Body.inPieces(incoming);
    }
    String length = headers.getOrDefault("content-length", "");
    if (length.isEmpty()) {
      return incoming;
    }
    try {
      return Body.ofLength(incoming, Math.max(0, Long.parseLong(length)));
    } catch (NumberFormatException _) {
      throw new IOException("The answer has a length that is none");
    }
  }

  private static InputStream unpacked(Map<String, String> headers, InputStream body)
      throws SkillException, IOException {
    return switch (headers.getOrDefault("content-encoding", "").toLowerCase(Locale.ROOT)) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> new GZIPInputStream(body);
      case String _ ->
          throw SkillException.unavailable("The page is packed in a way that was not asked for");
    };
  }
}
