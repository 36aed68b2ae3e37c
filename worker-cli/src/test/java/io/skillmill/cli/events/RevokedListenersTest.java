package io.skillmill.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.http.Limits;
import io.skillmill.cli.tools.ToolHost;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.tokens.TokenWish;
import io.skillmill.coordination.tokens.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each listener hears what its token is for, and as long as it is good. */
@Timeout(120)
class RevokedListenersTest {

  private static final long SECONDS_MAX = 5;

  @TempDir Path directory;
  private ToolHost host;
  private Tokens tokens;

  @BeforeEach
  void serve() {
    host =
        ToolHost.guarded(
            directory,
            one ->
                one.entry("time", "builtin:time", "")
                    .entry("calculator", "builtin:calculator", ""));
    tokens = Tokens.on(host.store().database());
  }

  @AfterEach
  void close() {
    host.close();
    assertThat(host.broken()).isEmpty();
  }

  private String[] token(String name, Set<Right> rights, String... skills) {
    var only = skills.length == 0 ? Optional.<List<String>>empty() : Optional.of(List.of(skills));
    var wish = new TokenWish(name, rights, only, Optional.empty());
    return new String[] {"Authorization", "Bearer " + tokens.create(wish).secret()};
  }

  private Ear ear(String path, String... headers) throws Exception {
    return Ear.at(host.url() + path, headers);
  }

  @Test
  void nobody_listens_without_a_token() throws Exception {
    try (var nobody = ear("/events")) {
      assertThat(nobody.status()).contains(" 401 ");
    }
  }

  @Test
  void each_hears_of_the_skills_that_its_token_is_for() throws Exception {
    String[] all = token("all", Set.of(Right.RUN, Right.ADMIN));
    try (var everything = ear("/events", all);
        var time = ear("/events", token("time", Set.of(Right.RUN), "time"));
        var looks = ear("/events", token("looks", Set.of(Right.STORE)))) {
      host.post("/skills/calculator/run", "{\"operation\":\"add\",\"a\":1,\"b\":2}", all);
      host.post("/skills/time/run", "{}", all);
      assertThat(everything.hear("skill_executed").path("skill").asString())
          .isEqualTo("calculator");
      assertThat(everything.hear("skill_executed").path("skill").asString()).isEqualTo("time");
      assertThat(time.hear("skill_executed").path("skill").asString()).isEqualTo("time");

      host.without("calculator").configure();
      host.post("/reload", "{}", all);
      everything.hear("skill_removed");
      assertThat(everything.hear("mcp_updated").path("tools").asInt()).isEqualTo(1);
      host.entry("again", "builtin:calculator", "").without("time").configure();
      host.post("/reload", "{}", all);
      assertThat(time.hear("skill_removed").path("skill").asString()).isEqualTo("time");
      assertThat(time.hear("mcp_updated").path("tools").asInt()).isZero();
      // A host that stops does not wait for those who have not heard everything yet.
      var heard = new ArrayList<Ear.Heard>();
      while (heard.isEmpty() || !heard.getLast().event().equals("skill_added")) {
        heard.add(looks.next().orElseThrow());
      }
      host.stop();
      assertThat(time.rest()).isEmpty();
      heard.addAll(looks.rest());
      assertThat(heard).extracting(Ear.Heard::event).doesNotContain("mcp_updated");
    }
  }

  @Test
  void no_token_has_more_than_its_share_of_the_places() throws Exception {
    String[] many = token("many", Set.of(Right.RUN));
    String[] other = token("other", Set.of(Right.RUN));
    var ears = new ArrayList<Ear>();
    try {
      for (int i = 0; i < Limits.LISTENERS_EACH_MAX / 2; i++) {
        ears.add(ear("/events", many));
        ears.add(ear("/mcp", "Accept", "text/event-stream", many[0], many[1]));
      }
      assertThat(ears).allMatch(Ear::isLetIn);
      try (var beyond = ear("/events", many);
          var another = ear("/events", other)) {
        assertThat(beyond.status()).contains(" 429 ");
        assertThat(another.isLetIn()).isTrue();
      }
    } finally {
      for (var each : ears) {
        each.close();
      }
    }
  }

  @Test
  void who_has_lost_the_token_is_let_go_within_seconds() throws Exception {
    String[] listener = token("listener", Set.of(Right.RUN, Right.STORE));
    String[] other = token("other", Set.of(Right.RUN));
    try (var events = ear("/events", listener);
        var mcp = ear("/mcp", "Accept", "text/event-stream", listener[0], listener[1]);
        var stays = ear("/events", other)) {
      tokens.revoke("listener");
      long revoked = System.nanoTime();
      assertThat(events.rest()).isEmpty();
      assertThat(mcp.rest()).isEmpty();
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - revoked))
          .isLessThan(SECONDS_MAX);

      host.post("/skills/time/run", "{}", other);
      stays.hear("skill_executed");
    }
  }

  @Test
  void who_hears_counts_of_the_store_is_let_go_too() throws Exception {
    String[] listener = token("listener", Set.of(Right.STORE));
    var request =
        HttpRequest.newBuilder(URI.create(host.url() + "/v1/events")).headers(listener).build();
    try (var client = HttpClient.newHttpClient()) {
      var body = client.send(request, BodyHandlers.ofInputStream());
      tokens.revoke("listener");
      long revoked = System.nanoTime();
      try (var in = body.body()) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("event: counts");
      }
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - revoked))
          .isLessThan(SECONDS_MAX);
    }
  }
}
