package io.skillmill.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.CallTrace;
import io.skillmill.schema.run.RunFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a collector on this machine hears. */
@Timeout(60)
class TelemetryTest {

  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private ServerSocket collector;
  private int status = 200;

  /** Answers each request on a connection of its own, and keeps what was sent. */
  @BeforeEach
  void listen() throws IOException {
    collector = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::collect);
  }

  private void collect() {
    try {
      while (true) {
        try (var socket = collector.accept()) {
          var in = socket.getInputStream();
          var head = new StringBuilder();
          while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
          }
          int length =
              head.toString()
                  .lines()
                  .filter(
                      line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length"))
                  .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                  .findFirst()
                  .orElse(0);
          String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
          String answer =
              "HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
          heard.add(head + body);
        }
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  @AfterEach
  void end() throws IOException {
    collector.close();
  }

  private Telemetry open(String... more) {
    var environment = new java.util.HashMap<String, String>();
    environment.put(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:%d/".formatted(collector.getLocalPort()));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return Telemetry.open(environment, "1.0").orElseThrow();
  }

  private static CallTrace call(
      String skill, Optional<RunFailure.Kind> failed, CallTrace... calls) {
    return new CallTrace(
        skill, "2", Duration.ofMillis(1), Duration.ofMillis(5), failed, false, List.of(calls));
  }

  private static Journey journey(String parent) {
    var inner = call("inner", Optional.of(RunFailure.Kind.REFUSED));
    return new Journey(
        TracePlace.of(parent),
        Instant.parse("2026-01-01T00:00:00Z"),
        call("outer", Optional.empty(), inner));
  }

  @Test
  void each_call_is_a_span_below_the_one_that_made_it() throws Exception {
    try (var telemetry =
        open("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b", "OTEL_SERVICE_NAME", "mine")) {
      telemetry.record(journey(PARENT));

      String sent = Optional.ofNullable(heard.poll(30, TimeUnit.SECONDS)).orElseThrow();
      assertThat(sent).startsWith("POST /v1/traces ").containsIgnoringCase("x-key: a b");
      var resource =
          Json.readOurs(sent.substring(sent.indexOf("\r\n\r\n") + 4)).at("/resourceSpans/0");
      assertThat(resource.at("/resource/attributes/0/value/stringValue").asString())
          .isEqualTo("mine");
      var spans = resource.at("/scopeSpans/0/spans");
      assertThat(spans).hasSize(2);
      var outer = spans.path(0);
      var inner = spans.path(1);
      assertThat(outer.path("traceId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
      assertThat(outer.path("parentSpanId").asString()).isEqualTo("b7ad6b7169203331");
      assertThat(inner.path("parentSpanId").asString()).isEqualTo(outer.path("spanId").asString());
      assertThat(outer.path("startTimeUnixNano").asString()).isEqualTo("1767225600001000000");
      assertThat(outer.path("endTimeUnixNano").asString()).isEqualTo("1767225600006000000");
      assertThat(inner.at("/status/code").asInt()).isEqualTo(2);
      assertThat(inner.toString()).contains("refused");
    }
  }

  @Test
  void what_the_collector_does_not_take_is_dropped_and_counted_and_nobody_waits() throws Exception {
    status = 503;
    var telemetry = open();
    telemetry.record(journey(PARENT));
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isNotNull();
    collector.close();
    long began = System.nanoTime();
    for (int i = 0; i < Telemetry.QUEUE_MAX; i++) {
      telemetry.record(journey(PARENT));
    }
    assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
    telemetry.close();
    long dropped = telemetry.tallies().getOrDefault("skillmill_spans_dropped_total", 0L);
    assertThat(telemetry.tallies().get("skillmill_spans_sent_total")).isZero();
    assertThat(dropped).isGreaterThan(Telemetry.QUEUE_MAX / 2);
  }

  @Test
  void what_nobody_wishes_to_see_is_not_sent() throws Exception {
    try (var telemetry = open()) {
      telemetry.record(journey(PARENT.replace("-01", "-00")));
      telemetry.record(journey(PARENT));
      String sent = Optional.ofNullable(heard.poll(30, TimeUnit.SECONDS)).orElseThrow();
      assertThat(sent.split("\"spanId\"", -1)).hasSize(3);
    }
  }

  @Test
  void a_header_that_cannot_be_read_begins_a_trace() {
    for (String header :
        List.of(
            "",
            "x",
            PARENT.toUpperCase(java.util.Locale.ROOT),
            PARENT + "-more",
            PARENT.replace("00-0", "ff-0"),
            "00-" + "0".repeat(32) + "-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-" + "0".repeat(16) + "-01")) {
      var place = TracePlace.of(header);
      assertThat(place.parentId()).as(header).isEmpty();
      assertThat(place.traceId()).hasSize(32).isNotEqualTo("0af7651916cd43dd8448eb211c80319c");
    }
    assertThat(TracePlace.of(null).sampled()).isTrue();
    assertThat(TracePlace.of("01-" + PARENT.substring(3) + "-more").parentId()).isPresent();
    assertThat(TracePlace.of(TracePlace.of(PARENT).header()).traceId())
        .isEqualTo(TracePlace.of(PARENT).traceId());
  }

  @Test
  void what_cannot_be_done_is_refused_and_nothing_is_nothing() {
    assertThat(Telemetry.open(Map.of(), "1")).isEmpty();
    var off = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://x", "OTEL_SDK_DISABLED", "true");
    assertThat(Telemetry.open(off, "1")).isEmpty();
    for (var wrong :
        List.of(
            Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "not an address"),
            Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://x"),
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://x",
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "grpc"))) {
      assertThatThrownBy(() -> Telemetry.open(wrong, "1"))
          .as(wrong.toString())
          .isInstanceOf(ProblemException.class);
    }
  }
}
