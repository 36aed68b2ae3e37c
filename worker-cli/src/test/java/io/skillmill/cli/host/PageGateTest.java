package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.http.Admission;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.store.LocalSkillStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which web pages may ask a host that is open to other machines, and what they may send. */
@Timeout(120)
class PageGateTest {

  private static final String TOKEN = "a-token-of-some-length";
  private static final String ALLOWED = "https://app.example";
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Throwable> broken = new ArrayList<>();
  private final List<StoreHost> hosts = new ArrayList<>();
  private LocalSkillStore store;
  private Hosting hosting;

  @BeforeEach
  void open() throws Exception {
    var config = directory.resolve("runtime-config.yaml");
    Files.writeString(config, "skills: [{name: sums, path: 'builtin:calculator'}]\n");
    store = LocalSkillStore.open(directory.resolve("store.db"));
    var builtins = BundledSkills.on(store.database()).skills();
    hosting = Hosting.open(Plan.config(config).builtins(builtins), Kinds.all());
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    hosts.forEach(StoreHost::close);
    hosting.close();
    store.close();
    assertThat(broken).isEmpty();
  }

  /** Open to all machines; the address is one by which it is called here. */
  private String serve(boolean behindProxy) {
    var admission = new Admission(Optional.of(TOKEN), Optional.empty(), false, Set.of(ALLOWED));
    var settings = new Settings("0.0.0.0", 0, admission, Limits.DEFAULT, "test");
    var skills = Skills.of(hosting).conduct(new Skills.Conduct(behindProxy, false));
    var host = StoreHost.open(store, skills, settings, broken::add);
    hosts.add(host);
    return "http://127.0.0.1:" + host.port();
  }

  private HttpRequest.Builder to(String url, String... headers) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + TOKEN)
        .headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private int counted(String url, String... headers) throws Exception {
    return send(to(url + "/v1/counts", headers)).statusCode();
  }

  @Test
  void a_page_of_somebody_elses_is_turned_away_even_with_the_token() throws Exception {
    String url = serve(false);
    String port = url.substring(url.lastIndexOf(':'));

    for (String origin :
        List.of(
            "http://evil.example",
            "http://evil.example" + port,
            "http://127.0.0.1.evil.example" + port,
            "http://127.0.0.1",
            "http://localhost" + port,
            "ftp://127.0.0.1" + port,
            "http://me@127.0.0.1" + port,
            "null",
            "",
            "http://",
            "127.0.0.1" + port)) {
      var refused = send(to(url + "/v1/counts", "Origin", origin));
      assertThat(refused.statusCode()).as(origin).isEqualTo(403);
      assertThat(refused.body()).contains("page", "ALLOWED_ORIGINS");
    }
    var call = BodyPublishers.ofString(PING);
    assertThat(send(to(url + "/mcp", "Origin", "http://evil.example").POST(call)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void programs_the_hosts_own_pages_and_those_that_are_named_are_let_in() throws Exception {
    String url = serve(false);

    assertThat(counted(url, "Accept", "*/*")).isEqualTo(200);
    assertThat(counted(url, "Origin", url)).isEqualTo(200);
    assertThat(counted(url, "Origin", url.replace("http:", "https:")))
        .as("TLS ends before")
        .isEqualTo(200);
    assertThat(
            counted(
                url.replace("127.0.0.1", "localhost"),
                "Origin",
                url.replace("127.0.0.1", "LOCALHOST")))
        .isEqualTo(200);
    var page = send(to(url + "/v1/counts", "Origin", ALLOWED));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).contains(ALLOWED);
  }

  @Test
  void the_address_that_a_proxy_tells_is_the_hosts_own_where_the_proxy_is_believed()
      throws Exception {
    String[] told = {
      "Origin", "https://skills.example", "X-Forwarded-Host", "evil.example, skills.example:443"
    };

    assertThat(counted(serve(false), told)).isEqualTo(403);
    String behind = serve(true);
    assertThat(counted(behind, told)).isEqualTo(200);
    assertThat(counted(behind, "Origin", "https://evil.example", told[2], told[3])).isEqualTo(403);
    assertThat(counted(behind, "Origin", "https://skills.example")).isEqualTo(403);
  }

  // ---- what a page may send

  private String allowed(String url, String asked) throws Exception {
    var preflight =
        HttpRequest.newBuilder(URI.create(url + "/mcp"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", ALLOWED)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", asked);
    var answer = send(preflight);
    assertThat(answer.statusCode()).isEqualTo(204);
    return answer.headers().firstValue("Access-Control-Allow-Headers").orElse("");
  }

  @Test
  void a_page_may_send_arguments_and_credentials_in_headers_and_no_others() throws Exception {
    String url = serve(false);

    assertThat(
            allowed(
                url,
                "authorization,mcp-param-region, Skillmill-Credential-API-KEY,x-evil,mcp-param-,"
                    + "mcp-param-a b,cookie"))
        .contains("Authorization", "Mcp-Name", "mcp-param-region", "Skillmill-Credential-API-KEY")
        .doesNotContain("evil", "cookie", "a b")
        .doesNotEndWith("-");
    assertThat(allowed(url, "")).contains("Authorization").doesNotContain("Param", "Credential");
    assertThat(allowed(url, "mcp-param-x,".repeat(1_000)).split(",", -1)).hasSizeLessThan(100);
  }
}
