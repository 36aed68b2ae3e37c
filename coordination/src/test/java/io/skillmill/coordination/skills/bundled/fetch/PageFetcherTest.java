package io.skillmill.coordination.skills.bundled.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.web.Deadline;
import io.skillmill.coordination.skills.web.Dialer;
import io.skillmill.coordination.skills.web.Exchange;
import io.skillmill.coordination.skills.web.Question;
import io.skillmill.coordination.skills.web.WebAddress;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fetch skill against a server on loopback. */
@Timeout(60)
class PageFetcherTest {

  private static final ObjectNode USUAL = Json.object();
  private static final ObjectNode OPEN =
      Json.object().put("allow_private", true).put("page_bytes", 100_000).put("timeout_seconds", 2);

  private final FixtureServer server = new FixtureServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static RunAnswer run(ObjectNode settings, ObjectNode input) {
    HostedSkill fetch = BundledSkills.alone().make("fetch", settings).orElseThrow();
    try (var engine = SkillEngine.of(SkillSet.of(List.of(fetch)))) {
      return engine.run(RunRequest.of("fetch_html", input));
    }
  }

  private JsonNode done(ObjectNode input) {
    return switch (run(OPEN, input)) {
      case RunAnswer.Done done -> done.output();
      case RunAnswer.Failed failed -> throw new AssertionError(failed.failure());
    };
  }

  private JsonNode done(String path) {
    return done(url(path));
  }

  private ObjectNode url(String path) {
    return Json.object().put("url", server.url(path));
  }

  private static RunFailure failed(ObjectNode settings, String url) {
    return switch (run(settings, Json.object().put("url", url))) {
      case RunAnswer.Done done -> throw new AssertionError("It gave " + done.output());
      case RunAnswer.Failed failed -> failed.failure();
    };
  }

  @Test
  void a_page_comes_a_window_at_a_time() {
    server.html("/long", "a".repeat(10_000) + "b".repeat(10_000) + "c");
    var first = done("/long");

    assertThat(first.path("html").asString()).isEqualTo("a".repeat(10_000));
    assertThat(first.path("markdown").isNull()).isTrue();
    assertThat(first.path("next_start_index").asInt()).isEqualTo(10_000);
    assertThat(first.path("truncated").asBoolean()).isTrue();
    assertThat(done(url("/long").put("start_index", 10_000)).path("html").asString())
        .isEqualTo("b".repeat(10_000));
    assertThat(done(url("/long").put("start_index", -5))).isEqualTo(first);
    var past = done(url("/long").put("start_index", 30_000));
    assertThat(past.path("html").asString()).isEmpty();
    assertThat(past.path("next_start_index").isNull()).isTrue();
    assertThat(done(url("/long").put("max_length", 3)).path("html").asString()).isEqualTo("aaa");
  }

  @Test
  void neither_trace_nor_credentials_go_to_the_site() {
    server.html("/page", "page");
    var terms =
        new RunRequest.Terms(
                Map.of("KEY", "s3cr3t"),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of("0123456789abcdef0123456789abcdef"),
                false)
            .within("x", "00-0123456789abcdef0123456789abcdef-00f067aa0ba902b7-01", false);
    var fetch = BundledSkills.alone().make("fetch", OPEN).orElseThrow();
    try (var engine = SkillEngine.of(SkillSet.of(List.of(fetch)))) {
      engine.run(new RunRequest("fetch_html", url("/page"), terms));
    }

    assertThat(server.heads())
        .singleElement()
        .satisfies(
            head -> assertThat(head).doesNotContainIgnoringCase("0123456789abcdef", "s3cr3t"));
  }

  @Test
  void a_window_cuts_no_character_in_two() {
    server.html("/faces", "\uD83D\uDE00".repeat(10));
    var first = done(url("/faces").put("max_length", 3));

    assertThat(first.path("html").asString()).isEqualTo("\uD83D\uDE00");
    assertThat(first.path("next_start_index").asInt()).isEqualTo(2);
    assertThat(done(url("/faces").put("max_length", 1)).path("html").asString())
        .isEqualTo("\uD83D\uDE00");
  }

  @Test
  void html_becomes_markdown_before_it_is_cut() {
    server.html(
        "/page",
        "<h1>Title</h1><ul><li>One<li><a href='/x'>Two</a></ul>" + "<p>x</p>".repeat(4_000));
    var page = done(url("/page").put("as_markdown", true));

    assertThat(page.path("html").isNull()).isTrue();
    assertThat(page.path("markdown").asString())
        .startsWith("# Title\n\n- One\n- [Two](/x)\n\nx\n\nx")
        .hasSize(10_000);
    assertThat(done(url("/page").put("as_markdown", true).put("raw", true)).path("html").asString())
        .startsWith("<h1>");
  }

  @Test
  void a_page_that_is_not_there_is_told_with_its_status() {
    var failure = failed(OPEN, server.url("/nothing"));

    assertThat(failure.message()).isEqualTo("The page answered with status 404");
    assertThat(failure.type()).isEqualTo("HttpStatus");
  }

  @Test
  void only_http_urls_are_taken() {
    for (var url :
        List.of(
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
            "http:/x",
            "x",
            "",
            "http://",
            "http://a b/",
            "http://u:p@127.0.0.1/",
            "http://h:99999/",
            "http://h:x/",
            "javascript:alert(1)",
            "http://[::1/",
            "http://a\r\nHost: b/",
            "https://%31/")) {
      assertThat(failed(OPEN, url).kind()).as(url).isEqualTo(Kind.REFUSED);
    }
  }

  @Test
  void hosts_that_are_not_public_are_refused_without_being_asked() {
    for (var host :
        List.of(
            "127.0.0.1",
            "localhost",
            "10.1.2.3",
            "169.254.169.254",
            "192.168.0.1",
            "172.31.0.1",
            "0.0.0.0",
            "2130706433",
            "127.1",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[fe80::1]",
            "[fd00::1]",
            "[2002:7f00:1::]",
            "[64:ff9b::7f00:1]",
            "[2001::1]",
            "224.0.0.1")) {
      var failure = failed(USUAL, "http://%s:%d/".formatted(host, server.port()));

      assertThat(failure.kind()).as(host).isEqualTo(Kind.REFUSED);
      assertThat(failure.message()).contains("is not public");
    }
    assertThat(server.heads()).isEmpty();
  }

  /** The first name is public as far as anyone can tell; where it leads is not. */
  @Test
  void each_redirect_is_judged_again() throws Exception {
    server.moved("/away", "http://localhost:%d/secret".formatted(server.port()));
    server.html("/secret", "secret");
    var lookups = new AtomicInteger();
    Dialer.Names names =
        host -> {
          lookups.incrementAndGet();
          return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
    var open = new Dialer(names, true, (SSLSocketFactory) SSLSocketFactory.getDefault());
    var exchange = new Exchange(open, 1_000);
    var page =
        exchange.ask(
            Question.get(
                WebAddress.of("http://public.example:%d/away".formatted(server.port())), Map.of()),
            Deadline.in(Duration.ofSeconds(5)));

    assertThat(page.status()).isEqualTo(302);
    assertThat(lookups).hasValue(1);
    assertThat(server.heads().getFirst())
        .contains("Host: public.example:%d\r\n".formatted(server.port()));
    var next = page.address().moved(page.header("location"));
    assertThat(failed(USUAL, next.toString()).message()).contains("is not public");
  }

  @Test
  void redirects_are_followed_five_times_and_told_where_they_end() {
    for (int n = 0; n < 6; n++) {
      server.moved("/r" + n, n % 2 == 0 ? "/r" + (n + 1) : "./x/../r" + (n + 1) + "#part");
    }
    server.html("/r6", "there");

    assertThat(done("/r1").path("html").asString()).isEqualTo("there");
    assertThat(done("/r1").path("url").asString()).isEqualTo(server.url("/r6"));
    assertThat(failed(OPEN, server.url("/r0")).message()).contains("more than 5 times");
    server.moved("/file", "file:///etc/passwd");
    assertThat(failed(OPEN, server.url("/file")).kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void too_much_is_refused_packed_or_not() throws IOException {
    server.html("/big", "x".repeat(100_001));
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[5_000_000]);
    }
    server.head(
        "/bomb",
        "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
        packed.toByteArray());

    assertThat(failed(OPEN, server.url("/big")).message()).contains("100,000 bytes");
    assertThat(failed(OPEN, server.url("/bomb")).message()).contains("100,000 bytes");
  }

  @Test
  void a_server_that_never_ends_is_left() {
    server.put(
        "/slow",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nso...".getBytes(StandardCharsets.UTF_8));

    assertThat(failed(OPEN, server.url("/slow")).kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void answers_that_are_not_sound_are_told_so() {
    for (var answer :
        List.of(
            "hello\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
            "",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            "HTTP/1.1 100 \r\n\r\n".repeat(20))) {
      server.put("/odd", answer.getBytes(StandardCharsets.UTF_8));

      assertThat(failed(OPEN, server.url("/odd")).kind()).as(answer).isEqualTo(Kind.UNAVAILABLE);
    }
    server.put("/long", ("HTTP/1.1 200 " + "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
    assertThat(failed(OPEN, server.url("/long")).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void pieces_and_packing_are_undone() throws IOException {
    server.put(
        "/pieces",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n2;x=y\r\no!\r\n0\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8));
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("packed".getBytes(StandardCharsets.UTF_8));
    }
    server.head(
        "/gzip",
        "200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip",
        packed.toByteArray());

    assertThat(done("/pieces").path("html").asString()).isEqualTo("hello!");
    assertThat(done("/gzip").path("html").asString()).isEqualTo("packed");
  }

  @Test
  void the_encoding_is_the_servers_word_or_the_pages_own() {
    byte[] latin = "Grüße €".getBytes(Charset.forName("windows-1252"));
    server.head("/header", "200 OK\r\nContent-Type: text/html; charset=\"ISO-8859-1\"", latin);
    server.head(
        "/japanese",
        "200 OK\r\nContent-Type: text/html; charset=Shift_JIS",
        "日本".getBytes(Charset.forName("Shift_JIS")));
    server.head(
        "/meta",
        "200 OK\r\nContent-Type: text/html",
        "<meta charset=windows-1252>Grüße".getBytes(Charset.forName("windows-1252")));
    server.head(
        "/odd",
        "200 OK\r\nContent-Type: text/html; charset=klingon",
        "é".getBytes(StandardCharsets.UTF_8));

    assertThat(done("/header").path("html").asString()).isEqualTo("Grüße €");
    assertThat(done("/japanese").path("html").asString()).isEqualTo("日本");
    assertThat(done("/meta").path("html").asString()).endsWith("Grüße");
    assertThat(done("/odd").path("html").asString()).isEqualTo("é");
  }

  @Test
  void what_is_no_text_is_refused() {
    server.head("/image", "200 OK\r\nContent-Type: image/png", new byte[] {1, 2});

    assertThat(failed(OPEN, server.url("/image")).message())
        .isEqualTo("The page is 'image/png', which is no text");
  }
}
