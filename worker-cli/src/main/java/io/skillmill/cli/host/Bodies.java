package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.coordination.wire.Gzip;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.util.Optional;

/** Takes in what was sent, within bounds. */
final class Bodies {

  private final int bytesMax;

  Bodies(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  byte[] read(Context context) {
    if (context.req().getContentLengthLong() > bytesMax) {
      throw tooLarge();
    }
    try {
      byte[] body = context.req().getInputStream().readNBytes(bytesMax + 1);
      if (body.length > bytesMax) {
        throw tooLarge();
      }
      return inflated(body, Optional.ofNullable(context.header("Content-Encoding")));
    } catch (IOException _) {
      throw new Refusal(
          Refusal.BAD_REQUEST, Problem.usage("The body of the request broke off", "Send it again"));
    }
  }

  private byte[] inflated(byte[] body, Optional<String> encoding) {
    String name = encoding.orElse("identity");
    return switch (name) {
      case "identity" -> body;
      case Gzip.NAME -> gunzipped(body);
      default ->
          throw new Refusal(
              Refusal.WRONG_TYPE,
              Problem.usage(
                  "The body's encoding is not known here", "Send it as it is, or with gzip"));
    };
  }

  private byte[] gunzipped(byte[] body) {
    try {
      return Gzip.unpack(body, bytesMax).orElseThrow(this::tooLarge);
    } catch (IOException _) {
      throw new Refusal(
          Refusal.BAD_REQUEST,
          Problem.usage("The body is said to be gzip, and is not", "Send it as it is"));
    }
  }

  private Refusal tooLarge() {
    return new Refusal(
        Refusal.TOO_LARGE,
        Problem.usage(
            "The body has more than the %d bytes that this server takes".formatted(bytesMax),
            "Send less at a time: fewer tasks, or sources ahead of them with PUT"));
  }
}
