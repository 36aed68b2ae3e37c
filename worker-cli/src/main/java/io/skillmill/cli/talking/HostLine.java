package io.skillmill.cli.talking;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The way to a host. Thread-safe; an interrupt ends a request. */
final class HostLine implements AutoCloseable {

  /** No page that is read is longer. */
  static final int PAGE_BYTES_MAX = 16 << 20;

  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /** Until an answer that comes piece by piece begins. */
  private static final Duration FIRST_SIGN_MAX = Duration.ofSeconds(30);

  /** Between two pieces of it; a host shows twice a second that it is there. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final String url;
  private final Optional<String> token;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER) // a token is for the host that was named
          .connectTimeout(CONNECT_MAX)
          .build();

  HostLine(String url, Optional<String> token) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
  }

  /** What came back. */
  record Page(int status, ObjectNode tree) {

    private static final int OK_LAST = 299;

    boolean good() {
      return status <= OK_LAST;
    }
  }

  String url() {
    return url;
  }

  Page get(String path, Duration atMost) throws IOException, InterruptedException {
    return sent(request(path, atMost).GET().build());
  }

  Page post(String path, ObjectNode body, Duration atMost)
      throws IOException, InterruptedException {
    return sent(
        request(path, atMost)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.utf8(body)))
            .build());
  }

  /**
   * Posts something that is answered piece by piece, and ends with the whole.
   *
   * @param step hears each piece; the thread is the caller's
   * @return the last piece, or the page that came instead of pieces
   */
  Page watch(String path, ObjectNode body, Consumer<ObjectNode> step)
      throws IOException, InterruptedException {
    var request =
        request(path, FIRST_SIGN_MAX)
            .header("Content-Type", "application/json")
            .header("Accept", EventReader.TYPE)
            .POST(BodyPublishers.ofByteArray(Json.utf8(body)))
            .build();
    var response = client.send(request, BodyHandlers.ofInputStream());
    boolean pieces =
        response.headers().firstValue("Content-Type").orElse("").startsWith(EventReader.TYPE);
    try (var in = new Attended(response.body(), SILENCE_MAX)) {
      if (!pieces) {
        return page(response.statusCode(), in);
      }
      var last = new EventReader(in, PAGE_BYTES_MAX).readAll(step);
      return new Page(last.path("status").asInt(response.statusCode()), last);
    }
  }

  private HttpRequest.Builder request(String path, Duration atMost) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(positive(atMost));
      token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
      return request;
    } catch (IllegalArgumentException e) {
      throw Problem.usage(
              "The address of the host cannot be used", "Give one such as http://127.0.0.1:8000")
          .causedBy(e);
    }
  }

  private static Duration positive(Duration time) {
    return time.isPositive() ? time : Duration.ofMillis(1);
  }

  /** The client's own time ends with the headers, so that the whole is waited for here. */
  private Page sent(HttpRequest request) throws IOException, InterruptedException {
    var exchange = threads.submit(() -> exchanged(request));
    try {
      return exchange.get(request.timeout().orElseThrow().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("it did not answer in time", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  private Page exchanged(HttpRequest request) throws IOException, InterruptedException {
    var response = client.send(request, BodyHandlers.ofInputStream());
    try (var in = response.body()) {
      return page(response.statusCode(), in);
    }
  }

  private static Page page(int status, InputStream in) throws IOException {
    byte[] body = in.readNBytes(PAGE_BYTES_MAX + 1);
    if (body.length > PAGE_BYTES_MAX) {
      throw new IOException(
          "it has more than the %d bytes that are read".formatted(PAGE_BYTES_MAX));
    }
    return new Page(status, tree(body));
  }

  /** Answers that are no object are put into one. */
  private static ObjectNode tree(byte[] body) {
    try {
      var tree = Json.read(body);
      return tree instanceof ObjectNode object ? object : Json.object().set("output", tree);
    } catch (Json.MalformedException _) {
      return Json.object();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }
}
