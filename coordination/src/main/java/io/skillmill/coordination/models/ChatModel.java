package io.skillmill.coordination.models;

import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks a model. What may be another answer later is asked for again, within the time there is.
 * Thread-safe; an interrupt ends a question, and the request with it.
 *
 * <pre>{@code
 * try (var model = ChatModel.at(ModelAddress.of(environment, url, name))) {
 *   switch (model.ask(ChatQuestion.of(messages, tools), Duration.ofMinutes(2))) {
 *     case ChatModel.Heard.Answer answer -> …
 *     case ChatModel.Heard.Nothing nothing -> …
 *   }
 * }
 * }</pre>
 */
public final class ChatModel implements AutoCloseable {

  /** No answer is longer. */
  public static final int ANSWER_BYTES_MAX = 8 << 20;

  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;

  private final ModelAddress address;
  private final Complaint complaint;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER) // a key is for the host that was named
          .connectTimeout(CONNECT_MAX)
          .executor(threads)
          .build();
  private final AtomicReference<ChatUsage> spent = new AtomicReference<>(ChatUsage.NONE);

  /** Whether it has refused to be told the form of an answer, and answered without. */
  private volatile boolean formless;

  private ChatModel(ModelAddress address) {
    this.address = address;
    this.complaint = new Complaint(address);
  }

  public static ChatModel at(ModelAddress address) {
    return new ChatModel(address);
  }

  /** What came of a question. */
  public sealed interface Heard {

    record Answer(ChatAnswer answer) implements Heard {}

    /**
     * There is no answer.
     *
     * @param why holds no key
     */
    record Nothing(Problem why) implements Heard {}
  }

  /** An answer of the endpoint, whatever it says. */
  record Reply(int status, String body, Optional<Duration> retryAfter) {}

  /** Its name. */
  public String name() {
    return address.model();
  }

  /** What all answers together took. */
  public ChatUsage spent() {
    return spent.get();
  }

  /**
   * Asks, and asks again while that may help. Some endpoints refuse {@code response_format}; they
   * are asked once more without it, and never again with it.
   *
   * @param atMost for all of it
   */
  public Heard ask(ChatQuestion question, Duration atMost) throws InterruptedException {
    var patience = Patience.within(atMost);
    if (!question.json() || formless) {
      return asked(question.inAnyForm(), patience, atMost).heard();
    }
    var first = asked(question, patience, atMost);
    if (!first.mayBeOfTheForm()) {
      return first.heard();
    }
    var second = asked(question.inAnyForm(), patience, atMost).heard();
    formless |= second instanceof Heard.Answer;
    return second;
  }

  /**
   * What came of asking.
   *
   * @param status that of an answer which refuses; 0 where there is none
   */
  private record Asked(Heard heard, int status) {
    boolean mayBeOfTheForm() {
      return status == BAD_REQUEST || status == UNPROCESSABLE;
    }
  }

  private Asked asked(ChatQuestion question, Patience patience, Duration atMost)
      throws InterruptedException {
    byte[] body = Json.utf8(question.toJson(address.model()));
    while (true) {
      try {
        var reply = sent(request(body), patience.left());
        if (!complaint.isRefusal(reply)) {
          return new Asked(heard(reply), 0);
        }
        if (!complaint.mayPass(reply) || !patience.busy(reply.retryAfter())) {
          return new Asked(
              new Heard.Nothing(complaint.refused(reply, patience.tries())),
              Complaint.status(reply));
        }
      } catch (TimeoutException _) {
        return nothing(complaint.late(atMost));
      } catch (TooLongException _) {
        return nothing(complaint.tooLong(ANSWER_BYTES_MAX));
      } catch (IOException e) {
        if (!patience.lost()) {
          return nothing(complaint.lost(e));
        }
      }
    }
  }

  private static Asked nothing(Problem why) {
    return new Asked(new Heard.Nothing(why), 0);
  }

  private HttpRequest request(byte[] body) {
    var request =
        HttpRequest.newBuilder(address.endpoint())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("User-Agent", "Skillmill")
            .POST(BodyPublishers.ofByteArray(body));
    if (!address.key().isEmpty()) {
      request.header("Authorization", "Bearer " + address.key());
    }
    return request.build();
  }

  private Heard heard(Reply reply) {
    try {
      var answer = ChatAnswer.read(Json.read(reply.body()));
      spent.accumulateAndGet(answer.usage(), ChatUsage::plus);
      return new Heard.Answer(answer);
    } catch (Json.MalformedException | IllegalArgumentException e) {
      return new Heard.Nothing(complaint.garbled(e));
    }
  }

  /** On a thread of its own, since the time is for the whole answer and not for its first line. */
  private Reply sent(HttpRequest request, Duration left)
      throws IOException, InterruptedException, TimeoutException {
    var exchange = threads.submit(() -> exchange(request));
    try {
      return exchange.get(left.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  private static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private Reply exchange(HttpRequest request) throws IOException, InterruptedException {
    var response = client.send(request, BodyHandlers.ofInputStream());
    try (var in = response.body()) {
      byte[] body = in.readNBytes(ANSWER_BYTES_MAX + 1);
      if (body.length > ANSWER_BYTES_MAX) {
        throw new TooLongException();
      }
      return new Reply(
          response.statusCode(), new String(body, StandardCharsets.UTF_8), retryAfter(response));
    }
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .flatMap(header -> Patience.wish(header, Instant.now()));
  }

  /** Ends whatever is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }
}
