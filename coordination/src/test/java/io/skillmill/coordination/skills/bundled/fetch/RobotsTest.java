package io.skillmill.coordination.skills.bundled.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.web.Deadline;
import io.skillmill.coordination.skills.web.Dialer;
import io.skillmill.coordination.skills.web.WebAddress;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The robots.txt of sites, as text and on loopback. */
@Timeout(60)
class RobotsTest {

  private final FixtureServer server = new FixtureServer();
  private final AtomicLong nanos = new AtomicLong();
  private final Robots robots = new Robots(Dialer.of(true), nanos::get);

  @AfterEach
  void close() {
    server.close();
  }

  private static boolean lets(String text, String path) {
    return RobotsText.read(text.getBytes(StandardCharsets.UTF_8), Robots.VISITOR).lets(path);
  }

  // ---- what it says

  @Test
  void the_longest_rule_that_fits_counts_and_of_two_the_one_that_allows() {
    String text = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /a/b/c";

    assertThat(lets(text, "/")).isTrue();
    assertThat(lets(text, "/a")).isFalse();
    assertThat(lets(text, "/a/x")).isFalse();
    assertThat(lets(text, "/a/b/x")).isTrue();
    assertThat(lets(text, "/a/b/c")).isTrue();
    assertThat(lets("User-agent: *\nDisallow: /", "/robots.txt")).isTrue();
    assertThat(lets("User-agent: *\nDisallow:", "/x")).isTrue();
    assertThat(lets("Disallow: /", "/x")).as("rules of nobody").isTrue();
    assertThat(lets("", "/x")).isTrue();
  }

  @Test
  void a_star_is_anything_and_a_dollar_the_end() {
    assertThat(lets("User-agent: *\nDisallow: /*.gif$", "/x/y.gif")).isFalse();
    assertThat(lets("User-agent: *\nDisallow: /*.gif$", "/x/y.gif?z")).isTrue();
    assertThat(lets("User-agent: *\nDisallow: /*.gif", "/y.gif?z")).isFalse();
    assertThat(lets("User-agent: *\nDisallow: /a*b*c", "/a--c--b--c--")).isFalse();
    assertThat(lets("User-agent: *\nDisallow: /a*b*c$", "/a-b-c-")).isTrue();
    assertThat(lets("User-agent: *\nDisallow: /x$", "/x")).isFalse();
    assertThat(lets("User-agent: *\nDisallow: /x$", "/xy")).isTrue();
    assertThat(lets("User-agent: *\nDisallow: *q=", "/find?q=1")).isFalse();
    assertThat(lets("User-agent: *\nDisallow: /ab*b$", "/ab")).as("no letter twice").isTrue();
  }

  @Test
  void paths_are_compared_as_they_are_meant() {
    assertThat(lets("User-agent: *\nDisallow: /foo/bar/\u30C4", "/foo/bar/%E3%83%84")).isFalse();
    assertThat(lets("User-agent: *\nDisallow: /foo/%7Ex", "/foo/~x")).isFalse();
    assertThat(lets("User-agent: *\nDisallow: /a%2fb", "/a%2Fb")).isFalse();
    assertThat(lets("User-agent: *\nDisallow: /a%2Fb", "/a/b")).isTrue();
    assertThat(lets("User-agent: *\nDisallow: /with-%2A.html", "/with-*.html")).isFalse();
    assertThat(lets("User-agent: *\nDisallow: /50%", "/50%")).isFalse();
  }

  @Test
  void who_is_named_obeys_what_is_for_it_alone() {
    String text =
        """
        User-agent: *
        Disallow: /

        # ours, in two groups
        user-agent: other
        USER-AGENT : skillmill/2.0   # by the first word
        Crawl-delay: 10
        Disallow: /a

        Sitemap: https://example.com/map
        User-agent: Skillmill
        Disallow: /b

        User-agent: Skillmillion
        Disallow: /c
        """;

    assertThat(lets(text, "/a")).isFalse();
    assertThat(lets(text, "/b")).isFalse();
    assertThat(lets(text, "/c")).isTrue();
    assertThat(lets(text.replace("\n", "\r"), "/b")).isFalse();
    assertThat(lets("\uFEFF" + text, "/b")).isFalse();
    assertThat(lets("User-agent: skillmill\n\nUser-agent: *\nDisallow: /", "/x"))
        .as("names follow one another, whatever lies between")
        .isFalse();
    assertThat(lets("User-agent: skillmill\nAllow: /y\nUser-agent: *\nDisallow: /", "/x")).isTrue();
  }

  @Test
  void one_that_takes_too_long_to_weigh_forbids() {
    String hostile = "User-agent: *\n" + "Disallow: /*aaaaaaaaaaaaaaaaaaab\n".repeat(18_000);

    assertThat(lets(hostile, "/" + "a".repeat(4_000))).isFalse();
    assertThat(lets(hostile, "/x")).isTrue();
  }

  // ---- how it is read

  private void check(String path) throws SkillException, IOException, InterruptedException {
    robots.check(WebAddress.of(server.url(path)), Deadline.in(Duration.ofSeconds(5)));
  }

  private RunFailure refused(String path) {
    var thrown = new java.util.concurrent.atomic.AtomicReference<SkillException>();
    assertThatExceptionOfType(SkillException.class)
        .isThrownBy(() -> check(path))
        .satisfies(thrown::set);
    return thrown.get().failure();
  }

  private void answers(String head, String body) {
    server.head("/robots.txt", head, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_site_is_asked_once_an_hour() throws Exception {
    answers("200 OK", "User-agent: Skillmill\nDisallow: /secret");

    check("/open");
    check("/open");
    var failure = refused("/secret/x");

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.type()).isEqualTo("Robots");
    assertThat(failure.message())
        .isEqualTo("The robots.txt of '127.0.0.1' does not want Skillmill to fetch this page");
    assertThat(server.heads()).hasSize(1).first().asString().contains("User-Agent: Skillmill ");
    answers("200 OK", "");
    nanos.addAndGet(Robots.KEPT_NANOS);
    check("/secret/x");
    assertThat(server.heads()).hasSize(2);
  }

  @Test
  void a_site_without_one_lets_everything_and_one_that_is_unwell_nothing() throws Exception {
    answers("403 Forbidden", "");
    check("/x");
    nanos.addAndGet(Robots.KEPT_NANOS);
    answers("503 Service Unavailable", "");

    assertThat(refused("/x").kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(refused("/x").message()).contains("could not be read, so nothing of it is fetched");
    assertThat(server.heads()).hasSize(2);
    answers("200 OK", "");
    nanos.addAndGet(Robots.SILENCE_KEPT_NANOS);
    check("/x");
  }

  @Test
  void a_site_that_nobody_answers_for_lets_nothing() throws Exception {
    int port;
    try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }
    var address = WebAddress.of("http://127.0.0.1:%d/x".formatted(port));

    assertThatThrownBy(() -> robots.check(address, Deadline.in(Duration.ofSeconds(5))))
        .hasMessageContaining("could not be read, so nothing of it is fetched");
  }

  @Test
  void redirects_are_followed_and_too_many_mean_that_there_is_none() throws Exception {
    server.moved("/robots.txt", "/elsewhere.txt");
    server.head(
        "/elsewhere.txt", "200 OK", "User-agent: *\nDisallow: /x".getBytes(StandardCharsets.UTF_8));
    assertThat(refused("/x").kind()).isEqualTo(Kind.REFUSED);

    nanos.addAndGet(Robots.KEPT_NANOS);
    server.moved("/robots.txt", "/robots.txt");
    check("/x");
  }

  @Test
  void what_is_beyond_500_kib_is_not_read() throws Exception {
    String first = "User-agent: *\nDisallow: /first\n";
    answers("200 OK", first + "#".repeat(Robots.BYTES_MAX) + "\nDisallow: /last");

    assertThat(refused("/first").kind()).isEqualTo(Kind.REFUSED);
    check("/last");
  }

  @Test
  void a_caller_whose_time_is_over_learns_that_and_the_site_is_asked_again() throws Exception {
    server.put("/robots.txt", "HTTP/1.1 200 OK\r\n\r\nUser...".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() ->
            robots.check(WebAddress.of(server.url("/x")), Deadline.in(Duration.ofMillis(200))))
        .isInstanceOf(java.net.SocketTimeoutException.class);
    answers("200 OK", "");
    assertThatCode(() -> check("/x")).doesNotThrowAnyException();
  }

  // ---- for the skill

  @Test
  void the_fetch_skill_obeys_it_where_its_settings_say_so() {
    answers("200 OK", "User-agent: *\nDisallow: /secret");
    server.html("/secret", "secret");
    server.moved("/away", "/secret");
    server.html("/open", "open");
    var settings = Json.object().put("allow_private", true).put("robots", true);
    var fetch = BundledSkills.alone().make("fetch", settings).orElseThrow();

    try (var engine = SkillEngine.of(SkillSet.of(List.of(fetch)))) {
      for (var path : List.of("/secret", "/away")) {
        assertThat(engine.run(RunRequest.of("fetch_html", url(path))))
            .isInstanceOfSatisfying(
                RunAnswer.Failed.class,
                failed -> assertThat(failed.failure().type()).isEqualTo("Robots"));
      }
      assertThat(engine.run(RunRequest.of("fetch_html", url("/open"))))
          .isInstanceOf(RunAnswer.Done.class);
    }
    assertThat(server.heads())
        .extracting(head -> head.split(" ", 3)[1])
        .containsExactly("/robots.txt", "/away", "/open");
  }

  private tools.jackson.databind.node.ObjectNode url(String path) {
    return Json.object().put("url", server.url(path));
  }

  @Test
  void a_setting_that_nobody_knows_is_told() {
    assertThatThrownBy(() -> BundledSkills.alone().make("fetch", Json.object().put("robot", true)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("has a setting 'robot' that nobody knows")
        .hasMessageContaining("allow_private, page_bytes, robots, timeout_seconds");
    assertThatThrownBy(() -> BundledSkills.alone().make("time", Json.object().put("x", 1)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("has a setting 'x' that nobody knows. Remove it");
  }
}
