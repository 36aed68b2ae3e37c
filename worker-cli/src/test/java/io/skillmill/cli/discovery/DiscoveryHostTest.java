package io.skillmill.cli.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.CommandLineRunner;
import io.skillmill.cli.host.Kinds;
import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real hosts with the skills that come along, asked over HTTP and from the command line. */
@Timeout(120)
class DiscoveryHostTest {

  private static final String TOKEN = "a-token-of-some-length";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<AutoCloseable> open = new ArrayList<>();
  private CommandLineRunner cli;

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
  }

  @AfterEach
  void close() throws Exception {
    client.shutdownNow();
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T closing(T each) {
    open.add(each);
    return each;
  }

  private StoreHost host(int port, Optional<String> token, String... builtins) throws IOException {
    var yaml = new StringBuilder("skills:\n");
    for (String name : builtins) {
      yaml.append(
          "  - {name: %s_skill, path: \"builtin:%s\", mount: %s}\n".formatted(name, name, name));
    }
    Path home = Files.createTempDirectory(directory, "host");
    Path config = Files.writeString(home.resolve("runtime-config.yaml"), yaml);
    var store = closing(LocalSkillStore.open(home.resolve("store.db")));
    var plan = Plan.config(config).builtins(BundledSkills.on(store.database()).skills());
    var hosting = closing(Hosting.open(plan, Kinds.all()));
    return closing(
        StoreHost.open(
            store,
            Optional.of(hosting),
            new Settings("127.0.0.1", port, token, Limits.DEFAULT, "test"),
            Throwable::printStackTrace));
  }

  private DiscoveryHost serve(Optional<String> token, String... urls) {
    var addresses = Arrays.stream(urls).map(url -> HostAddress.of(url, Map.of())).toList();
    var discovery =
        closing(new Discovery(addresses, InstantSource.system(), Duration.ofSeconds(10)));
    var settings = new Settings("127.0.0.1", 0, token, Limits.DEFAULT, "test");
    var serving = closing(DiscoveryHost.open(discovery, settings, Throwable::printStackTrace));
    discovery.every(Duration.ofMillis(20), Throwable::printStackTrace);
    return serving;
  }

  private HttpResponse<String> ask(String method, String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .method(method, BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode page(DiscoveryHost serving, String path) throws Exception {
    var response = ask("GET", serving.url() + path);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return Json.readOurs(response.body());
  }

  @Test
  void three_skills_at_their_own_addresses_are_listed_and_can_be_run() throws Exception {
    String url = host(0, Optional.empty(), "time", "fetch", "memory").url() + "/skills/";

    var serving = serve(Optional.empty(), url + "time", url + "fetch", url + "memory");

    JsonNode catalog = page(serving, "/catalog");
    assertThat(catalog.path("discovery_service").path("available_skills").asInt()).isEqualTo(3);
    assertThat(catalog.path("discovery_service").path("total_skills").asInt()).isEqualTo(3);
    JsonNode time = catalog.path("skills").path(0).path("skill");
    assertThat(time.path("description").asString()).isNotEmpty();
    assertThat(ask("POST", time.path("endpoints").path("run").asString()).statusCode())
        .isEqualTo(200);
    assertThat(page(serving, "/skills").path("available_skills").asInt()).isEqualTo(3);
    assertThat(page(serving, "/health").path("status").asString()).isEqualTo("healthy");
    assertThat(page(serving, "/health").path("catalog_size").asInt()).isEqualTo(3);
    assertThat(page(serving, "/").path("available_skills").asInt()).isEqualTo(3);
  }

  @Test
  void a_whole_question_finds_a_skill_wherever_it_is() throws Exception {
    var serving =
        serve(
            Optional.empty(),
            host(0, Optional.empty(), "time").url(),
            host(0, Optional.empty(), "memory", "calculator").url());

    JsonNode found = page(serving, "/search?query=What%20time%20is%20it%20in%20Tokyo%3F");
    assertThat(found.path("skills").path(0).path("skill").path("mount_path").asString())
        .isEqualTo("time");
    String category = found.path("skills").path(0).path("skill").path("category").asString();
    assertThat(page(serving, "/search?category=" + category).path("results").asInt()).isPositive();
    assertThat(page(serving, "/search?category=none").path("results").asInt()).isZero();
    assertThat(page(serving, "/search?tags=no-such-tag").path("results").asInt()).isZero();
    assertThat(page(serving, "/search").path("results").asInt()).isEqualTo(3);
  }

  @Test
  void a_host_that_ends_is_unavailable_and_comes_back_by_itself() throws Exception {
    var host = host(0, Optional.empty(), "time");
    var serving = serve(Optional.empty(), host.url());
    int port = host.port();
    awaitAvailable(serving, 1);

    host.close();
    awaitAvailable(serving, 0);
    assertThat(page(serving, "/health").path("status").asString()).isEqualTo("degraded");
    assertThat(
            page(serving, "/catalog")
                .path("skills")
                .path(0)
                .path("skill")
                .path("status")
                .asString())
        .isEqualTo("unavailable");

    host(port, Optional.empty(), "time", "calculator");
    awaitAvailable(serving, 2);
    var refreshed = ask("POST", serving.url() + "/refresh");
    assertThat(Json.readOurs(refreshed.body()).path("available_skills").asInt()).isEqualTo(2);
  }

  private void awaitAvailable(DiscoveryHost serving, int number) throws Exception {
    while (page(serving, "/skills").path("available_skills").asInt() != number) {
      Thread.onSpinWait(); // the timeout of the test ends it
    }
  }

  @Test
  void every_route_is_described_and_no_other() throws Exception {
    var serving = serve(Optional.empty(), "http://127.0.0.1:1");
    var described = new ArrayList<String>();
    for (var path : page(serving, "/openapi.json").path("paths").properties()) {
      path.getValue()
          .properties()
          .forEach(method ->
              described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    assertThat(described).containsExactlyInAnyOrderElementsOf(serving.routes());
  }

  @Test
  void hosts_and_skills_are_counted() throws Exception {
    var serving = serve(Optional.empty(), "http://127.0.0.1:1");

    assertThat(ask("GET", serving.url() + "/metrics").body())
        .contains(
            "skillmill_discovery_hosts{status=\"available\"} 0",
            "skillmill_discovery_hosts{status=\"unavailable\"} 1",
            "skillmill_discovery_skills 0",
            "process_uptime_seconds");
  }

  @Test
  void who_has_no_token_is_not_let_in() throws Exception {
    var serving = serve(Optional.of(TOKEN), "http://127.0.0.1:1");
    assertThat(ask("GET", serving.url() + "/catalog").statusCode()).isEqualTo(401);
    assertThat(ask("POST", serving.url() + "/refresh").statusCode()).isEqualTo(401);
    assertThat(ask("GET", serving.url() + "/nothing").statusCode()).isIn(401, 404);
  }

  @Test
  void the_command_lists_what_hosts_have_and_ends_with_1_where_one_is_not_there() throws Exception {
    String url = host(0, Optional.empty(), "time", "memory").url();
    var listed = cli.run("discover", "--hosts", url);
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains(url + "/skills/time"));

    var json = cli.run("discover", "--hosts", url, "--json", "--query", "what time is it");
    assertThat(json.json().path("skills").path(0).path("skill").path("base_url").asString())
        .isEqualTo(url + "/skills/time");

    var partly = cli.run("discover", "--hosts", url + ",http://127.0.0.1:1", "--json");
    assertThat(partly.exitCode()).isEqualTo(1);
    assertThat(partly.err()).contains("http://127.0.0.1:1 is not available: Nothing answers there");
    assertThat(partly.json().path("discovery_service").path("available_skills").asInt())
        .isEqualTo(2);
  }

  @Test
  void the_command_shows_each_host_its_own_token() throws Exception {
    var host = host(0, Optional.of(TOKEN), "time");
    var without = cli.run("discover", "--hosts", host.url());
    String variable = "SKILLMILL_TOKEN_127_0_0_1_" + host.port();
    assertThat(without.err()).contains("wants a token; set " + variable);

    var with = cli.environment(variable, TOKEN).run("discover", "--hosts", host.url());
    assertThat(with.exitCode()).isZero();
    assertThat(with.out() + with.err()).contains("/skills/time").doesNotContain(TOKEN);
  }

  @Test
  void what_cannot_be_discovered_is_refused_with_the_remedy() {
    assertRefused("--serve", "discover", "--every", "10s");
    assertRefused("--serve", "discover", "--host", "127.0.0.1");
    assertRefused("one of the two", "discover", "--hosts", "http://a", "--config", "b.yaml");
    assertRefused("GET /search", "discover", "--serve", "--query", "time");
    assertRefused("0 to 65535", "discover", "--port", "70000");
    assertRefused("1s to 1d", "discover", "--serve", "--every", "1ms");
    assertRefused("SKILLMILL_TOKEN", "discover", "--serve", "--host", "0.0.0.0");
    assertRefused("nobody could come in", "discover", "--serve", "--require-token");
    assertRefused("http://127.0.0.1:8000", "discover", "--hosts", "localhost");
  }

  private void assertRefused(String why, String... args) {
    var ran = cli.run(args);
    assertThat(ran.exitCode()).as(String.join(" ", args)).isEqualTo(2);
    assertThat(ran.err()).contains(why);
  }
}
