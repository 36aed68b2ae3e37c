package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.http.Admission;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.tokens.TokenWish;
import io.skillmill.coordination.tokens.Tokens;
import io.skillmill.schema.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each token opens, and what is not there for it, over real sockets. */
@Timeout(120)
class TokenGateTest {

  private static final String MASTER = "the-one-that-opens-all";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Throwable> broken = new ArrayList<>();
  private LocalSkillStore store;
  private Tokens tokens;
  private StoreHost host;

  @BeforeEach
  void serve() throws Exception {
    Files.writeString(
        directory.resolve("runtime-config.yaml"),
        """
        skills:
          - {name: outer_skill, path: ./outer, mount: outer}
          - {name: inner_skill, path: 'builtin:time', mount: inner}
        """);
    Files.createDirectories(directory.resolve("outer"));
    Files.writeString(
        directory.resolve("outer").resolve("skill.yaml"),
        """
        name: outer
        description: Says what time it is
        version: "1"
        inputs: {}
        outputs: {said: string}
        implementation:
          kind: composite
          steps:
            - {id: now, call: inner_skill, with: {timezone: UTC}}
          return: {said: "${steps.now.result.iso_8601}"}
        """);
    store = LocalSkillStore.open(directory.resolve("store.db"));
    opened.add(store);
    tokens = Tokens.on(store.database());
    host = open(Optional.of(MASTER), true);
  }

  private StoreHost open(Optional<String> master, boolean needed) {
    var plan =
        Plan.config(directory.resolve("runtime-config.yaml"))
            .builtins(BundledSkills.on(store.database()).skills());
    var hosting = Hosting.open(plan, Kinds.all());
    opened.add(hosting);
    var admission = new Admission(master, Optional.of(tokens), needed, Set.of());
    var settings = new Settings("127.0.0.1", 0, admission, Limits.DEFAULT, "test");
    var other = StoreHost.open(store, Optional.of(hosting), settings, broken::add);
    opened.add(other);
    return other;
  }

  @AfterEach
  void close() throws Exception {
    client.shutdownNow();
    for (var each : opened.reversed()) {
      each.close();
    }
    assertThat(broken).isEmpty();
  }

  private String token(String name, Set<Right> rights, String... skills) {
    var only = skills.length == 0 ? Optional.<List<String>>empty() : Optional.of(List.of(skills));
    return tokens.create(new TokenWish(name, rights, only, Optional.empty())).secret();
  }

  private HttpResponse<String> send(StoreHost to, String token, String method, String target)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(to.url() + target))
            .method(
                method,
                method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private int status(String token, String method, String target) throws Exception {
    return send(host, token, method, target).statusCode();
  }

  private String body(String token, String target) throws Exception {
    var response = send(host, token, "GET", target);
    assertThat(response.statusCode()).as(target).isEqualTo(200);
    return response.body();
  }

  @Test
  void each_right_opens_its_routes_and_no_others() throws Exception {
    String run = token("runner", Set.of(Right.RUN));
    String store = token("worker", Set.of(Right.STORE));
    String admin = token("admin", Set.of(Right.ADMIN));

    for (String token : List.of(run, store, admin, MASTER)) {
      assertThat(status(token, "GET", "/skills")).isEqualTo(200);
      assertThat(status(token, "GET", "/no/such/path")).isEqualTo(404);
    }
    assertThat(
            List.of(
                status(run, "POST", "/skills/outer/run"),
                status(run, "GET", "/v1/counts"),
                status(run, "POST", "/reload")))
        .containsExactly(200, 403, 403);
    assertThat(
            List.of(
                status(store, "POST", "/skills/outer/run"),
                status(store, "GET", "/v1/counts"),
                status(store, "POST", "/reload")))
        .containsExactly(403, 200, 403);
    assertThat(
            List.of(
                status(admin, "POST", "/skills/outer/run"),
                status(admin, "GET", "/v1/counts"),
                status(admin, "POST", "/reload")))
        .containsExactly(403, 403, 200);
    assertThat(
            List.of(
                status(MASTER, "POST", "/skills/outer/run"),
                status(MASTER, "GET", "/v1/counts"),
                status(MASTER, "POST", "/reload")))
        .containsExactly(200, 200, 200);
    assertThat(send(host, run, "GET", "/v1/counts").body()).contains("'runner'", "--routes store");
  }

  @Test
  void other_skills_are_not_there_and_cannot_be_run_but_nested_calls_can() throws Exception {
    String ci = token("ci", Set.of(Right.RUN), "outer");
    String byName = token("by-name", Set.of(Right.RUN), "inner_skill");

    for (String page :
        List.of("/", "/health", "/skills", "/catalog", "/search", "/metrics", "/openapi.json")) {
      String seen = body(ci, page);
      assertThat(seen)
          .as(page)
          .contains("outer")
          .doesNotContain("skills/inner", "inner_skill", "\"inner\"");
    }
    assertThat(body(byName, "/skills")).contains("inner").doesNotContain("outer");
    for (String page : List.of("inventory", "schema", "health")) {
      assertThat(status(ci, "GET", "/skills/outer/" + page)).isEqualTo(200);
      assertThat(status(ci, "GET", "/skills/inner/" + page)).isEqualTo(404);
    }
    assertThat(status(ci, "POST", "/skills/outer/run")).isEqualTo(200);
    assertThat(status(ci, "POST", "/skills/inner/run")).isEqualTo(403);
    assertThat(status(ci, "POST", "/skills/none/run")).isEqualTo(403);
    assertThat(status(byName, "POST", "/skills/inner/run")).isEqualTo(200);
    assertThat(named(ci, "outer_skill")).isEqualTo(200);
    assertThat(named(ci, "outer")).isEqualTo(200);
    assertThat(named(ci, "/outer")).isEqualTo(200);
    for (String other : List.of("inner_skill", "inner", "/inner", "nothing")) {
      assertThat(named(ci, other)).as(other).isEqualTo(403);
    }
  }

  private int named(String token, String skill) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(host.url() + "/run"))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString("{\"name\":\"%s\",\"args\":{}}".formatted(skill)));
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Test
  void who_is_not_let_in_hears_why() throws Exception {
    var none = send(host, "", "GET", "/skills");
    var unknown = send(host, "skm_nobody", "GET", "/skills");
    var life = Optional.of(Duration.ofNanos(1));
    String old =
        tokens.create(new TokenWish("old", Set.of(Right.RUN), Optional.empty(), life)).secret();
    var expired = send(host, old, "GET", "/skills");

    assertThat(List.of(none.statusCode(), unknown.statusCode(), expired.statusCode()))
        .containsExactly(401, 401, 401);
    assertThat(none.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"skillmill\"");
    assertThat(unknown.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("invalid_token");
    assertThat(expired.body()).contains("'old' was good until");
    assertThat(none.body() + unknown.body() + expired.body()).doesNotContain("skm_");
    assertThat(status("", "GET", "/health/live")).isEqualTo(200);
    assertThat(status("", "GET", "/health/ready")).isEqualTo(200);
  }

  @Test
  void a_revoked_token_stops_within_two_seconds_on_every_host() throws Exception {
    String ci = token("ci", Set.of(Right.RUN));
    var second = open(Optional.empty(), true);
    assertThat(send(host, ci, "GET", "/skills").statusCode()).isEqualTo(200);
    assertThat(send(second, ci, "GET", "/skills").statusCode()).isEqualTo(200);

    tokens.revoke("ci");
    long revoked = System.nanoTime();
    for (var each : List.of(host, second)) {
      while (send(each, ci, "GET", "/skills").statusCode() == 200) {
        assertThat(System.nanoTime() - revoked).isLessThan(2_000_000_000L);
      }
    }
    assertThat(send(second, ci, "GET", "/skills").statusCode()).isEqualTo(401);
  }

  @Test
  void on_this_machine_nobody_needs_a_token_but_who_shows_one_is_held_to_it() throws Exception {
    host = open(Optional.empty(), false);
    String ci = token("ci", Set.of(Right.RUN), "outer");

    assertThat(status("", "POST", "/reload")).isEqualTo(200);
    assertThat(status("of-another-server", "GET", "/v1/counts")).isEqualTo(200);
    assertThat(status(ci, "GET", "/v1/counts")).isEqualTo(403);
    assertThat(status("skm_revoked", "GET", "/skills")).isEqualTo(401);
  }

  @Test
  void beyond_this_machine_a_token_of_the_store_will_do() {
    var admission = new Admission(Optional.empty(), Optional.of(tokens), false, Set.of());
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new Settings("0.0.0.0", 0, admission, Limits.DEFAULT, "test"))
        .hasMessageContaining("token create");

    token("ci", Set.of(Right.RUN));

    assertThat(new Settings("0.0.0.0", 0, admission, Limits.DEFAULT, "test").port()).isZero();
  }

  @Test
  void no_answer_holds_a_token() throws Exception {
    String ci = token("ci", Set.of(Right.RUN));
    for (String page : List.of("/", "/metrics", "/openapi.json", "/no/such/path", "/v1/counts")) {
      assertThat(send(host, ci, "GET", page).body()).doesNotContain(ci.substring(4), MASTER);
    }
    assertThat(Json.readOurs(send(host, ci, "GET", "/skills").body()).isObject()).isTrue();
  }

  @Test
  void a_list_names_skills_by_name_or_by_mount() throws Exception {
    for (String listed : List.of("inner_skill", "inner")) {
      var secret = token("by-" + listed.length(), Set.of(Right.RUN), listed);

      assertThat(status(secret, "POST", "/skills/inner/run")).as(listed).isEqualTo(200);
      assertThat(status(secret, "GET", "/skills/inner/schema")).as(listed).isEqualTo(200);
      assertThat(body(secret, "/skills"))
          .as(listed)
          .contains("inner_skill")
          .doesNotContain("outer");
      assertThat(status(secret, "POST", "/skills/outer/run")).as(listed).isEqualTo(403);
    }
  }
}
