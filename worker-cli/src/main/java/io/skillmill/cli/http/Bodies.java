package io.skillmill.cli.http;

import io.javalin.http.Context;
import io.skillmill.coordination.wire.Gzip;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** Takes in what was sent, within bounds: few large bodies at a time, so that memory suffices. */
final class Bodies {

  /** Whatever is larger counts as large. */
  private static final int SMALL_BYTES_MAX = 1 << 20;

  /** A client that sends on for longer what nobody wants has no right to more of our time. */
  private static final Duration LEFTOVER_MAX = Duration.ofSeconds(5);

  private static final int PIECE_BYTES = 64 << 10;

  private final int bytesMax;
  private final Crowd large;

  Bodies(Limits limits) {
    bytesMax = limits.bodyBytesMax();
    large = new Crowd(limits.largeMax(), "large requests under way");
  }

  Body read(Context context) {
    if (context.req().getContentLengthLong() > bytesMax) {
      throw tooLarge();
    }
    try {
      return inflated(arrived(context), Optional.ofNullable(context.header("Content-Encoding")));
    } catch (IOException _) {
      throw new Refusal(
          Refusal.BAD_REQUEST,
          Problem.usage("The body of the request broke off, or is not gzip", "Send it again"));
    }
  }

  private Body arrived(Context context) throws IOException {
    var stream = context.req().getInputStream();
    byte[] start = stream.readNBytes(SMALL_BYTES_MAX);
    return start.length < SMALL_BYTES_MAX ? new Body(start, Optional.empty()) : rest(start, stream);
  }

  /** More than a little, so a place among the large ones is needed to read on. */
  private Body rest(byte[] start, InputStream stream) throws IOException {
    var place = large.enter();
    try {
      byte[] rest = stream.readNBytes(bytesMax - start.length + 1);
      if (start.length + rest.length > bytesMax) {
        throw tooLarge();
      }
      byte[] all = new byte[start.length + rest.length];
      System.arraycopy(start, 0, all, 0, start.length);
      System.arraycopy(rest, 0, all, start.length, rest.length);
      return new Body(all, Optional.of(place));
    } catch (IOException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private Body inflated(Body body, Optional<String> encoding) throws IOException {
    String name = encoding.orElse("identity");
    if (name.equals("identity")) {
      return body;
    }
    try {
      if (!name.equals(Gzip.NAME)) {
        throw new Refusal(
            Refusal.WRONG_TYPE,
            Problem.usage(
                "The body's encoding is not known here", "Send it as it is, or with gzip"));
      }
      return gunzipped(body);
    } catch (IOException | RuntimeException e) {
      body.close();
      throw e;
    }
  }

  private Body gunzipped(Body body) throws IOException {
    Optional<byte[]> small = Gzip.unpack(body.bytes(), Math.min(SMALL_BYTES_MAX, bytesMax));
    if (small.isPresent()) {
      return new Body(small.get(), body.place());
    }
    var place = body.place().orElseGet(large::enter);
    try {
      byte[] bytes = Gzip.unpack(body.bytes(), bytesMax).orElseThrow(this::tooLarge);
      return new Body(bytes, Optional.of(place));
    } catch (IOException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private Refusal tooLarge() {
    return new Refusal(
        Refusal.TOO_LARGE,
        Problem.usage(
            "The body has more than the %d bytes that this server takes".formatted(bytesMax),
            "Send less at a time: fewer tasks, or sources ahead of them with PUT"));
  }

  /**
   * Takes in and forgets what nobody read. A connection that is closed over it takes the answer
   * with it, so that a client which sends all before it listens would not hear why it was refused.
   */
  static void forget(Context context) {
    if (!hasBody(context) || waitsForLeave(context)) {
      return;
    }
    long end = System.nanoTime() + LEFTOVER_MAX.toNanos();
    var piece = new byte[PIECE_BYTES];
    try {
      var stream = context.req().getInputStream();
      while (stream.read(piece) >= 0 && System.nanoTime() - end < 0) {
        // Read only so that it is gone.
      }
    } catch (IOException _) {
      // The client is gone, and so is what it sent.
    }
  }

  private static boolean hasBody(Context context) {
    return context.req().getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
  }

  /** Whether the body stays with the client until it is asked for, which to read it would do. */
  private static boolean waitsForLeave(Context context) {
    return context.header("Expect") != null;
  }
}
