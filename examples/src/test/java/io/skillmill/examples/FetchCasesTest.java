package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is expected of fetching a page, case by case, from outside. */
@Timeout(180)
class FetchCasesTest {

  private static final String HTML = "text/html; charset=utf-8";
  private static final int WINDOW = 10_000;

  @TempDir Path folder;
  private Origin origin;
  private Served host;

  @BeforeEach
  void open() throws IOException {
    origin = Origin.open();
    host = serve("{allow_private: true, page_bytes: 1000000, timeout_seconds: 2}");
  }

  @AfterEach
  void close() throws IOException {
    host.close();
    origin.close();
  }

  private Served serve(String settings) throws IOException {
    var line = "{name: fetch, path: \"builtin:fetch\", settings: %s}".formatted(settings);
    return Skillset.in(folder.resolve("set")).line("fetch", line).serve(folder);
  }

  private JsonNode fetched(String path, String more) throws IOException {
    return host.run("fetch", "{'url':'%s'%s}".formatted(origin.at(path), more));
  }

  private Served.Answer asked(String url) throws IOException {
    return host.post("/skills/fetch/run", "{'url':'%s'}".formatted(url));
  }

  @Test
  void f1_f2_f3_f4_a_page_by_windows() throws IOException {
    String text = "<p>" + "0123456789".repeat(2_500) + "</p>";
    origin.page("/long", HTML, text);

    var first = fetched("/long", "");
    assertThat(first.path("html").asString()).isEqualTo(text.substring(0, WINDOW));
    assertThat(first.has("markdown") && first.path("markdown").isNull()).isTrue();
    assertThat(fetched("/long", ",'start_index':10000").path("html").asString())
        .isEqualTo(text.substring(WINDOW, 2 * WINDOW));
    assertThat(fetched("/long", ",'start_index':-5").path("html").asString())
        .isEqualTo(first.path("html").asString());
    assertThat(fetched("/long", ",'start_index':99999").path("html").asString()).isEmpty();
  }

  @Test
  void f5_a_page_as_markdown() throws IOException {
    origin.page(
        "/page",
        HTML,
        "<h1>Tea</h1><ul><li>green</li><li>black</li></ul><a href='http://example.org/x'>more</a>");
    var answer = fetched("/page", ",'as_markdown':true");
    assertThat(answer.has("html") && answer.path("html").isNull()).isTrue();
    assertThat(answer.path("markdown").asString())
        .contains("# Tea", "green", "black", "[more](http://example.org/x)")
        .doesNotContain("<");
  }

  @Test
  void f6_f7_what_is_not_there_and_what_is_no_web_page() throws IOException {
    var absent = asked(origin.at("/absent"));
    assertThat(absent.status()).isGreaterThanOrEqualTo(400);
    assertThat(absent.json().path("detail").asString()).contains("404");
    for (String url :
        List.of("ftp://127.0.0.1/x", "file:///etc/passwd", "gopher://x", "nonsense")) {
      assertThat(asked(url).status()).as(url).isEqualTo(400);
    }
  }

  @Test
  void f8_nothing_of_this_machine_or_its_network_unless_it_is_allowed() throws IOException {
    origin.page("/secret", HTML, "secret").redirect("/hop", "http://169.254.169.254/latest");
    assertThat(fetched("/secret", "").path("html").asString()).isEqualTo("secret");
    try (var closed = serve("{}")) {
      for (String url :
          List.of(
              origin.at("/secret"),
              "http://10.1.2.3/",
              "http://169.254.169.254/latest/meta-data",
              "http://[::1]/",
              "http://[::ffff:127.0.0.1]/",
              "http://localhost/",
              "http://2130706433/",
              "http://0/")) {
        var refused = closed.post("/skills/fetch/run", "{'url':'%s'}".formatted(url));
        assertThat(refused.status()).as(url).isEqualTo(400);
        assertThat(refused.text()).doesNotContain("\"html\"");
      }
    }
  }

  @Test
  void f9_a_page_that_is_too_large_or_does_not_come() throws IOException {
    origin.page("/large", HTML, "x".repeat(1_100_000));
    assertThat(asked(origin.at("/large")).status()).isGreaterThanOrEqualTo(400);
    assertThat(asked(origin.at(Origin.HELD)).status()).isGreaterThanOrEqualTo(500);
  }

  @Test
  void f10_signs_as_the_page_says_they_are_written() throws IOException {
    origin.page(
        "/latin", "200 OK", "text/html; charset=iso-8859-1", "Grüße", StandardCharsets.ISO_8859_1);
    assertThat(fetched("/latin", "").path("html").asString()).isEqualTo("Grüße");
  }
}
