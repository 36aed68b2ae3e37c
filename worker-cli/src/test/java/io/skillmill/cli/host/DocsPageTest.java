package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.http.Admission;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page for people, and the description of one skill. */
@Timeout(120)
class DocsPageTest {

  private static final String TOKEN = "the-one-that-opens-all";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private LocalSkillStore store;
  private Hosting hosting;
  private StoreHost host;

  @BeforeEach
  void serve() throws Exception {
    Path config = directory.resolve("runtime-config.yaml");
    Files.writeString(
        config,
        """
        skills:
          - {name: time_skill, path: "builtin:time", mount: time}
          - {name: calculator, path: "builtin:calculator"}
        """);
    store = LocalSkillStore.open(directory.resolve("store.db"));
    var builtins = BundledSkills.on(store.database()).skills();
    hosting = Hosting.open(Plan.config(config).builtins(builtins), Kinds.all());
    var admission = new Admission(Optional.of(TOKEN), Optional.empty(), true, Set.of());
    var settings = new Settings("127.0.0.1", 0, admission, Limits.DEFAULT, "test");
    host = StoreHost.open(store, Optional.of(hosting), settings, Throwable::printStackTrace);
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    host.close();
    hosting.close();
    store.close();
  }

  private HttpResponse<String> get(String path, boolean token) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(host.url() + path));
    if (token) {
      request.header("Authorization", "Bearer " + TOKEN);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void the_page_comes_without_a_token_and_holds_nothing_but_itself() throws Exception {
    var page = get("/docs", false);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body())
        .doesNotContain("time_skill", "calculator", "://fonts", "cdn", "innerHTML", " onclick")
        .contains("<!doctype html>", "viewport");
    for (String other : new String[] {"/skills/time/docs", "/skills/none/docs"}) {
      assertThat(get(other, false).body()).isEqualTo(page.body());
    }
    assertThat(page.body().split("https?://", -1))
        .as("addresses: the name of SVG alone")
        .hasSize(2);
  }

  @Test
  void the_browser_runs_its_own_script_and_no_other() throws Exception {
    var page = get("/docs", false);
    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");

    assertThat(policy)
        .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*");
    for (String part : new String[] {"script", "style"}) {
      int from = page.body().indexOf("<" + part + ">") + part.length() + 2;
      String text = page.body().substring(from, page.body().indexOf("</" + part + ">", from));
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      assertThat(policy)
          .contains(part + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertThat(page.body()).doesNotContain(" style=", "<script src", "<link");
  }

  @Test
  void one_skill_describes_itself() throws Exception {
    assertThat(get("/skills/time/openapi.json", false).statusCode()).isEqualTo(401);
    assertThat(get("/skills/none/openapi.json", true).statusCode()).isEqualTo(404);

    JsonNode page = Json.readOurs(get("/skills/time/openapi.json", true).body());

    assertThat(page.path("openapi").asString()).isEqualTo("3.1.0");
    assertThat(page.path("info").path("title").asString()).isEqualTo("time_skill");
    assertThat(page.path("paths").propertyNames())
        .containsExactlyInAnyOrder(
            "/skills/time/run",
            "/skills/time/inventory",
            "/skills/time/schema",
            "/skills/time/health");
    var run = page.path("paths").path("/skills/time/run").path("post");
    assertThat(run.path("operationId").asString()).isEqualTo("run_time");
    String reference =
        run.at("/responses/default/content/application~1json/schema/$ref").asString();
    assertThat(page.at(reference.substring(1)).isMissingNode()).isFalse();
    assertThat(page.toString()).doesNotContain("calculator");
  }
}
