package io.skillmill.coordination.link;

import io.skillmill.coordination.wire.Call;
import io.skillmill.coordination.wire.Gzip;
import io.skillmill.coordination.wire.Wire;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One question, as it is sent, however often.
 *
 * @param method GET, POST or PUT
 * @param target path and query
 * @param body what is sent, as it goes out
 * @param type of what is sent
 * @param packed whether it goes out compressed
 * @param repeat what to do where the answer is lost
 * @param quiet how long the server may be silent
 */
record Letter(
    String method,
    String target,
    Optional<byte[]> body,
    String type,
    boolean packed,
    Call.Repeat repeat,
    Duration quiet) {

  private static final int PIECE_BYTES = 32 << 10;

  private static final Duration BRISK = Duration.ofSeconds(3);
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(10);

  static <Q> Letter of(Call<Q, ?> call, Q question) {
    var quiet =
        switch (call.pace()) {
          case BRISK -> BRISK;
          case USUAL -> USUAL;
          case LONG -> LONG;
        };
    return of(call.method(), call.target(question), call.body(question))
        .within(quiet)
        .repeated(call.repeat());
  }

  static Letter of(String method, String target, Optional<byte[]> body) {
    boolean worth = body.filter(bytes -> bytes.length >= Gzip.WORTH_BYTES).isPresent();
    return new Letter(
        method,
        target,
        worth ? body.map(Gzip::pack) : body,
        Wire.JSON_TYPE,
        worth,
        Call.Repeat.FREELY,
        USUAL);
  }

  Letter within(Duration newQuiet) {
    return new Letter(method, target, body, type, packed, repeat, newQuiet);
  }

  Letter repeated(Call.Repeat how) {
    return new Letter(method, target, body, type, packed, how, quiet);
  }

  Letter typed(String newType) {
    return new Letter(method, target, body, newType, packed, repeat, quiet);
  }

  boolean keyed() {
    return repeat != Call.Repeat.FREELY;
  }

  /** Whether the next one of its kind helps more than waiting. */
  boolean brisk() {
    return quiet.compareTo(BRISK) <= 0;
  }

  /** Whether it changes nothing at the other end. */
  boolean asksOnly() {
    return method.equals("GET");
  }

  HttpRequest.Builder request(URI base, Motion motion) {
    var request =
        HttpRequest.newBuilder(URI.create(base + target))
            .header(Wire.PROTOCOL_HEADER, Wire.PROTOCOL)
            .header("Accept-Encoding", Gzip.NAME)
            .method(method, body.map(bytes -> inPieces(bytes, motion)).orElse(nothing()));
    if (body.isPresent()) {
      request.header("Content-Type", type);
    }
    return packed ? request.header("Content-Encoding", Gzip.NAME) : request;
  }

  private static BodyPublisher nothing() {
    return BodyPublishers.noBody();
  }

  /** In pieces, so that it is seen whether it gets on. */
  private static BodyPublisher inPieces(byte[] bytes, Motion motion) {
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofByteArrays(() -> pieces(bytes, motion)), Math.max(1, bytes.length));
  }

  private static Iterator<byte[]> pieces(byte[] bytes, Motion motion) {
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < bytes.length;
      }

      @Override
      public byte[] next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int from = at;
        at = Math.min(bytes.length, from + PIECE_BYTES);
        motion.moved(at - from);
        return Arrays.copyOfRange(bytes, from, at);
      }
    };
  }
}
