package io.skillmill.coordination.link;

import io.skillmill.coordination.wire.Wire;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connections to one server. Carries one try of a letter there, and the reply back, or says
 * that it could not be done.
 */
final class Line implements AutoCloseable {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private final URI base;
  private final Optional<String> token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Line(URI base, Optional<String> token) {
    this.base = base;
    this.token = token;
  }

  /** What identifies one try. */
  record Stamp(String key, String firstServer, int tries) {}

  /**
   * One try.
   *
   * @throws InterruptedException where the letter only asks, and the caller is interrupted; what
   *     changes something is not given up half-way
   */
  Reply carry(Letter letter, Optional<Stamp> stamp) throws IOException, InterruptedException {
    var motion = new Motion(letter.quiet());
    var request = letter.request(base, motion);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    stamp.ifPresent(each -> stamp(request, each));
    var future =
        client.sendAsync(request.build(), _ -> new BoundedBody(Wire.BODY_BYTES_MAX, motion));
    return Reply.of(arrived(future, motion, letter.asksOnly()));
  }

  private static void stamp(HttpRequest.Builder request, Stamp stamp) {
    request
        .header(Wire.KEY_HEADER, stamp.key())
        .header(Wire.TRY_HEADER, Integer.toString(stamp.tries()));
    if (!stamp.firstServer().isEmpty()) {
      request.header(Wire.SERVER_HEADER, stamp.firstServer());
    }
  }

  private static HttpResponse<byte[]> arrived(
      CompletableFuture<HttpResponse<byte[]>> future, Motion motion, boolean interruptible)
      throws IOException, InterruptedException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get(Math.max(1, motion.nanosLeft()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
          if (motion.nanosLeft() <= 0) {
            throw new HttpTimeoutException("nothing came back in time");
          }
        } catch (InterruptedException e) {
          if (interruptible) {
            throw e;
          }
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (CancellationException _) {
      throw new InterruptedIOException("the connection was closed");
    } finally {
      future.cancel(true);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException failure(Throwable cause) {
    return cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
  }

  /** Ends whatever is under way. */
  @Override
  public void close() {
    client.shutdownNow();
    try {
      client.awaitTermination(CLOSE_MAX);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
