package io.skillmill.cli.discovery;

import io.javalin.http.Context;
import io.skillmill.cli.exposition.Exposition;
import io.skillmill.cli.finding.SkillQuestion;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.http.Front;
import io.skillmill.cli.http.HostLog;
import io.skillmill.cli.http.Settings;
import io.skillmill.cli.ours.OurText;
import io.skillmill.schema.json.Json;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Serves what is known of several hosts until it is closed. The knowledge stays the caller's. */
public final class DiscoveryHost implements AutoCloseable {

  private final Discovery discovery;
  private final Settings settings;
  private final Answers answers =
      new Answers(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
  private final Desk desk;
  private final Front front;

  private DiscoveryHost(Discovery discovery, Settings settings, HostLog log) {
    this.discovery = discovery;
    this.settings = settings;
    desk = new Desk(settings, answers, log);
    addRoutes(settings.version());
    front = Front.open(settings, desk, log::broken);
  }

  /**
   * Begins to serve.
   *
   * @param log hears what went wrong inside, which clients are not told
   */
  public static DiscoveryHost open(Discovery discovery, Settings settings, HostLog log) {
    return new DiscoveryHost(discovery, settings, log);
  }

  private void addRoutes(String version) {
    page("GET", "/", _ -> DiscoveryPages.root(discovery.latest(), version));
    page("GET", "/catalog", _ -> DiscoveryPages.catalog(discovery.latest(), version));
    page("GET", "/skills", _ -> DiscoveryPages.skills(discovery.latest()));
    page("GET", "/search", context -> DiscoveryPages.found(discovery.latest(), question(context)));
    page("POST", "/refresh", _ -> DiscoveryPages.refreshed(discovery.refresh()));
    page("GET", "/health", _ -> DiscoveryPages.health(discovery.latest()));
    page("GET", "/health/live", _ -> Json.object().put("status", "ok"));
    desk.onRequest("GET", "/metrics", this::metrics);
    page("GET", "/openapi.json", _ -> description());
  }

  private void metrics(Context context) {
    answers.give(context, Exposition.TYPE, DiscoveryPages.metrics(discovery.latest()));
  }

  private void page(String method, String path, Function<Context, JsonNode> page) {
    desk.onRequest(method, path, context -> answers.json(context, Json.utf8(page.apply(context))));
  }

  private static SkillQuestion question(Context context) {
    return SkillQuestion.of(
        parameter(context, "query"),
        parameter(context, "category"),
        parameter(context, "complexity"),
        parameter(context, "tags"));
  }

  private static String parameter(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).orElse("");
  }

  private static JsonNode description() {
    return Json.readOurs(OurText.of(DiscoveryHost.class, "openapi.json"));
  }

  /** What can be asked, as {@code GET /path}. */
  List<String> routes() {
    return desk.routes().stream().map(route -> route.method() + " " + route.path()).toList();
  }

  /** The port it listens on. */
  public int port() {
    return front.port();
  }

  /** The address for clients on this machine. */
  public String url() {
    return settings.url(port());
  }

  @Override
  public void close() {
    front.close();
  }
}
