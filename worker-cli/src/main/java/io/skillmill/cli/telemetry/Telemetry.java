package io.skillmill.cli.telemetry;

import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends spans to a collector, in batches, on a thread of its own. Whoever tells it of a run never
 * waits and never fails for it: what finds no place in the queue, or what the collector will not
 * take, is dropped and counted. Thread-safe.
 */
public final class Telemetry implements AutoCloseable {

  static final int QUEUE_MAX = 10_000;
  static final int BATCH_MAX = 512;

  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration GATHERING = Duration.ofMillis(200);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
  private static final Duration END_MAX = Duration.ofSeconds(3);
  private static final String PATH = "/v1/traces";

  private final Otlp otlp;
  private final HttpRequest.Builder request;
  private final LinkedBlockingQueue<ObjectNode> queue = new LinkedBlockingQueue<>(QUEUE_MAX);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_MAX)
          .build();
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Thread thread;
  private volatile boolean closing;

  private Telemetry(Otlp otlp, HttpRequest.Builder request) {
    this.otlp = otlp;
    this.request = request;
    this.thread = Thread.ofPlatform().daemon().name("skillmill-traces").unstarted(this::work);
  }

  /**
   * As the environment says; nothing where it names no collector.
   *
   * @throws io.skillmill.schema.problem.ProblemException where what it says cannot be done
   */
  public static Optional<Telemetry> open(Map<String, String> environment, String version) {
    String whole = variable(environment, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    String start = variable(environment, "OTEL_EXPORTER_OTLP_ENDPOINT");
    boolean off =
        variable(environment, "OTEL_SDK_DISABLED").equalsIgnoreCase("true")
            || variable(environment, "OTEL_TRACES_EXPORTER").equalsIgnoreCase("none");
    if (off || (whole.isEmpty() && start.isEmpty())) {
      return Optional.empty();
    }
    refuseOtherProtocols(variable(environment, "OTEL_EXPORTER_OTLP_PROTOCOL"));
    var request = HttpRequest.newBuilder(address(whole, start)).timeout(ANSWER_MAX);
    headers(variable(environment, "OTEL_EXPORTER_OTLP_HEADERS"), request);
    request.setHeader("Content-Type", "application/json");
    String service = variable(environment, "OTEL_SERVICE_NAME");
    var telemetry =
        new Telemetry(new Otlp(service.isEmpty() ? "skillmill" : service, version), request);
    telemetry.thread.start();
    return Optional.of(telemetry);
  }

  private static String variable(Map<String, String> environment, String name) {
    return environment.getOrDefault(name, "").strip();
  }

  private static void refuseOtherProtocols(String protocol) {
    if (!protocol.isEmpty() && !protocol.equals("http/json")) {
      throw Problem.usage(
              "Traces cannot be sent as '%s'".formatted(protocol),
              "Set OTEL_EXPORTER_OTLP_PROTOCOL to http/json, and the endpoint to that of OTLP over"
                  + " HTTP, often port 4318")
          .asException();
    }
  }

  private static URI address(String whole, String start) {
    String text =
        whole.isEmpty()
            ? (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + PATH
            : whole;
    try {
      var address = URI.create(text);
      HttpRequest.newBuilder(address); // refuses what cannot be asked
      return address;
    } catch (IllegalArgumentException e) {
      throw Problem.usage(
              "The address for traces cannot be used",
              "Set OTEL_EXPORTER_OTLP_ENDPOINT to one such as http://localhost:4318")
          .causedBy(e);
    }
  }

  /** Names and values with commas, values written as in addresses; they may be secret. */
  private static void headers(String list, HttpRequest.Builder request) {
    for (String each : list.split(",", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        String value = each.substring(equals + 1).strip().replace("+", "%2B");
        try {
          request.setHeader(
              each.substring(0, equals).strip(), URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
          throw Problem.usage(
                  "OTEL_EXPORTER_OTLP_HEADERS has a header that cannot be sent",
                  "Write it as name=value, with commas between them")
              .asException();
        }
      }
    }
  }

  /** Tells of a run. */
  public void record(Journey journey) {
    if (!journey.place().sampled()) {
      return;
    }
    for (ObjectNode span : Otlp.spans(journey)) {
      if (!queue.offer(span)) {
        dropped.increment();
      }
    }
  }

  /** How many spans were sent and dropped, by the names of the metrics. */
  public Map<String, Long> tallies() {
    return Map.of(
        "skillmill_spans_sent_total", sent.sum(), "skillmill_spans_dropped_total", dropped.sum());
  }

  private void work() {
    try {
      while (!closing || !queue.isEmpty()) {
        var first = queue.poll(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          if (!closing) {
            Thread.sleep(
                GATHERING); // a run's spans come together, and so do those of its neighbours
          }
          var batch = new ArrayList<ObjectNode>();
          batch.add(first);
          queue.drainTo(batch, BATCH_MAX - 1);
          send(batch);
        }
      }
    } catch (InterruptedException _) {
      // It took too long to end; what is left is lost.
    }
    dropped.add(queue.size());
  }

  private void send(List<ObjectNode> batch) throws InterruptedException {
    var post = request.copy().POST(BodyPublishers.ofByteArray(otlp.request(batch))).build();
    boolean taken = false;
    try {
      int status = client.send(post, BodyHandlers.discarding()).statusCode();
      taken = status >= 200 && status < 300;
    } catch (IOException _) {
      // Nobody is there; what happens meanwhile is not kept for later.
    }
    (taken ? sent : dropped).add(batch.size());
  }

  /** Sends what is left, for a short while. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(END_MAX)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }
}
