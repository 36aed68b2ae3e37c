package io.skillmill.coordination.skills.web;

import io.skillmill.coordination.skills.SkillException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** One question and one answer, as HTTP/1.1 has them. */
public final class Exchange {

  private static final int HEADERS_MAX = 200;
  private static final int INTERIM_MAX = 5;

  private final Dialer dialer;
  private final int bytesMax;
  private final boolean cuts;

  /** There is more of it than is read. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(int bytesMax) {
      super("The answer has more than %d bytes".formatted(bytesMax));
    }
  }

  /**
   * Over these connections.
   *
   * @param bytesMax how much of an answer is read, unpacked
   */
  public Exchange(Dialer dialer, int bytesMax) {
    this(dialer, bytesMax, false);
  }

  private Exchange(Dialer dialer, int bytesMax, boolean cuts) {
    this.dialer = dialer;
    this.bytesMax = bytesMax;
    this.cuts = cuts;
  }

  /** One that reads so many bytes of an answer, and leaves the rest. */
  public static Exchange ofTheFirst(int bytes, Dialer dialer) {
    return new Exchange(dialer, bytes, true);
  }

  /** Asks, and reads the answer. */
  public Page ask(Question question, Deadline deadline) throws SkillException, IOException {
    try (Socket socket = dialer.connect(question.address(), deadline)) {
      socket.getOutputStream().write(question.bytes());
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
      boolean wanted = question.wantsFailures() || isWanted(status);
      byte[] body = wanted ? bytes(headers, incoming) : new byte[0];
      return new Page(question.address(), status, headers, body);
    }
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

  private static boolean isWanted(int status) {
    boolean moved = status >= 300 && status < 400;
    return status != 204 && !moved && status < 400;
  }

  private byte[] bytes(Map<String, String> headers, Incoming incoming)
      throws SkillException, IOException {
    InputStream body = unpacked(headers, body(headers, incoming));
    byte[] bytes = body.readNBytes(cuts ? bytesMax : bytesMax + 1);
    if (bytes.length > bytesMax) {
      throw new TooLargeException(bytesMax);
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
