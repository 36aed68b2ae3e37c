package io.skillmill.cli.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.finding.SkillQuestion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Hosts of every kind are asked over real sockets, hostile ones too. */
@Timeout(60)
class DiscoveryTest {

  private static final String JSON = "200 OK\r\nContent-Type: application/json";
  private static final String CATALOG =
      """
      {"runtime_host":{"base_url":"http://elsewhere.invalid"},"skills":[
       {"skill":{"name":"clock","mount_path":"time","description":"Tells the time","category":"utility",
        "tags":["time",7],"secret":"no","base_url":"http://elsewhere.invalid/skills/time"}}]}
      """;

  private final List<RawHost> hosts = new ArrayList<>();

  @AfterEach
  void close() {
    hosts.forEach(RawHost::close);
  }

  private RawHost host() {
    var host = new RawHost();
    hosts.add(host);
    return host;
  }

  private static Discovery discovery(Duration answerMax, Map<String, String> env, String... urls) {
    var list = Arrays.stream(urls).map(url -> HostAddress.of(url, env)).toList();
    return new Discovery(list, InstantSource.system(), answerMax);
  }

  private static Round round(String... urls) {
    try (var discovery = discovery(Duration.ofSeconds(10), Map.of(), urls)) {
      return discovery.latest();
    }
  }

  private static String why(String url) {
    return round(url).reports().getFirst().why().orElse("available");
  }

  private static Stream<JsonNode> entries(Round round) {
    return DiscoveryPages.catalog(round, "test")
        .path("skills")
        .valueStream()
        .map(entry -> entry.path("skill"));
  }

  @Test
  void a_skill_is_told_at_the_address_that_was_asked_whatever_its_host_says() {
    var host = host().answer("/catalog", JSON, CATALOG);

    JsonNode skill = entries(round(host.url() + "/")).findFirst().orElseThrow();

    assertThat(skill.path("name").asString()).isEqualTo("clock");
    assertThat(skill.path("base_url").asString()).isEqualTo(host.url() + "/skills/time");
    assertThat(skill.path("endpoints").path("run").asString())
        .isEqualTo(host.url() + "/skills/time/run");
    assertThat(skill.path("tags").toString()).isEqualTo("[\"time\"]");
    assertThat(skill.has("secret")).isFalse();
    assertThat(host.requests()).as("one request for all skills").hasSize(1);
  }

  @Test
  void a_single_skill_is_asked_for_its_inventory() {
    var host =
        host().answer("/deep/inventory", JSON, "{\"skill\":{\"name\":\"echo\",\"tags\":[]}}");

    JsonNode skill = entries(round(host.url() + "/deep")).findFirst().orElseThrow();

    assertThat(skill.path("name").asString()).isEqualTo("echo");
    assertThat(skill.path("endpoints").path("run").asString()).isEqualTo(host.url() + "/deep/run");
  }

  @Test
  void who_is_not_there_is_told_with_a_reason_and_the_others_are_found() {
    var host = host().answer("/catalog", JSON, CATALOG);
    var gone = new RawHost();
    gone.close();

    Round round = round(gone.url() + "/skills/lost", host.url());

    assertThat(round.skills()).hasSize(1);
    JsonNode lost = entries(round).toList().get(1);
    assertThat(lost.path("name").asString()).isEqualTo("unavailable_skill_lost");
    assertThat(lost.path("status").asString()).isEqualTo("unavailable");
    assertThat(lost.path("error").asString()).isEqualTo("Nothing answers there");
    assertThat(lost.path("base_url").asString()).isEqualTo(gone.url() + "/skills/lost");
    assertThat(why("http://no-such-host.invalid:8000")).contains("no host of that name");
  }

  @Test
  void who_keeps_silent_holds_up_nobody() {
    var silent = host().silence("/catalog");
    var slow = host().half("/catalog");
    var host = host().answer("/catalog", JSON, CATALOG);

    try (var discovery =
        discovery(Duration.ofMillis(500), Map.of(), silent.url(), slow.url(), host.url())) {
      Round round = discovery.latest();
      assertThat(round.skills()).hasSize(1);
      assertThat(round.reports().get(0).why()).hasValue("It did not answer within 500 ms");
      assertThat(round.reports().get(1).why()).hasValue("It did not answer within 500 ms");
    }
  }

  @Test
  void answers_that_are_none_are_told_in_plain_words() {
    assertThat(why(host().answer("/catalog", JSON, "<html>").url()))
        .isEqualTo("It has neither a catalog nor an inventory");
    assertThat(why(host().answer("/catalog", "302 Found\r\nLocation: http://a.invalid", "").url()))
        .contains("sends elsewhere");
    assertThat(why(host().answer("/catalog", "503 Service Unavailable", "").url()))
        .isEqualTo("It answered 503");
    assertThat(
            why(host().answer("/catalog", JSON, "{\"discovery_service\":{},\"skills\":[]}").url()))
        .contains("asks other hosts itself");
    assertThat(why(host().answer("/catalog", JSON, " ".repeat(Inquiry.BYTES_MAX + 1)).url()))
        .contains("more than");
    assertThat(why(host().answer("/catalog", JSON, "[".repeat(100_000)).url())).contains("neither");
    assertThat(why(host().url().replace("http:", "https:"))).contains("TLS");
  }

  @Test
  void what_a_hostile_catalog_says_is_cut_and_sorted_out() {
    String entry = "{\"skill\":{\"name\":\"%s\",\"mount_path\":\"%s\",\"description\":\"%s\"}}";
    var host =
        host()
            .answer(
                "/catalog",
                JSON,
                "{\"runtime_host\":{},\"skills\":[7,null,"
                    + entry.formatted("up", "../../admin", "d")
                    + ","
                    + entry.formatted("away", "x@evil.invalid", "d")
                    + ","
                    + entry.formatted("long", "long", "d".repeat(100_000))
                    + "]}");

    Round round = round(host.url());

    assertThat(round.skills())
        .singleElement()
        .satisfies(skill -> {
          assertThat(skill.said("name")).isEqualTo("long");
          assertThat(skill.said("description")).hasSize(FoundSkill.TEXT_LENGTH_MAX);
        });
  }

  @Test
  void a_token_goes_to_the_host_it_is_for_and_is_told_to_nobody() {
    var one = host().answer("/catalog", JSON, CATALOG);
    var other = host().answer("/catalog", "401 Unauthorized", "");
    var environment = Map.of("SKILLMILL_TOKEN_127_0_0_1_" + one.port(), "very-secret-token");

    try (var discovery = discovery(Duration.ofSeconds(10), environment, one.url(), other.url())) {
      Round round = discovery.latest();
      assertThat(one.requests().getFirst()).contains("Authorization: Bearer very-secret-token");
      assertThat(other.requests().getFirst()).doesNotContain("Authorization");
      assertThat(round.reports().get(1).why())
          .hasValue("It wants a token; set SKILLMILL_TOKEN_127_0_0_1_" + other.port());
      assertThat(DiscoveryPages.catalog(round, "1").toString() + DiscoveryPages.health(round))
          .doesNotContain("very-secret");
      assertThat(HostAddress.of(one.url(), environment).toString()).doesNotContain("secret");
    }
  }

  @Test
  void a_host_that_went_is_remembered_and_comes_back() {
    var host = host().answer("/catalog", JSON, CATALOG);
    try (var discovery = discovery(Duration.ofSeconds(10), Map.of(), host.url())) {
      var seen = discovery.latest().reports().getFirst().lastSeen();
      host.close();

      Round without = discovery.refresh();
      assertThat(without.isWhole()).isFalse();
      assertThat(without.reports().getFirst().lastSeen()).isEqualTo(seen).isPresent();

      var again = new RawHost(host.port()).answer("/catalog", JSON, CATALOG);
      hosts.add(again);
      assertThat(discovery.refresh().skills()).hasSize(1);
    }
  }

  @Test
  void many_who_want_fresh_answers_at_the_same_time_share_them() throws Exception {
    var host = host().answer("/catalog", JSON, CATALOG);
    try (var discovery = discovery(Duration.ofSeconds(10), Map.of(), host.url());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var everyone = new ArrayList<Callable<Round>>();
      for (int i = 0; i < 200; i++) {
        everyone.add(discovery::refresh);
      }
      for (var each : threads.invokeAll(everyone)) {
        assertThat(each.get().skills()).hasSize(1);
      }
      assertThat(host.requests()).hasSizeLessThan(150);
    }
  }

  @Test
  void what_is_asked_for_is_found_over_all_hosts() {
    var one = host().answer("/catalog", JSON, CATALOG);
    var two = host().answer("/catalog", JSON, CATALOG.replace("time", "tea"));

    Round round = round(one.url(), two.url());

    JsonNode page =
        DiscoveryPages.found(
            round, SkillQuestion.of("Please tell me the time in Rome", "", "", ""));
    assertThat(page.path("results").asInt()).isEqualTo(1);
    assertThat(page.path("skills").path(0).path("skill").path("host").asString())
        .isEqualTo(one.url());
  }
}
