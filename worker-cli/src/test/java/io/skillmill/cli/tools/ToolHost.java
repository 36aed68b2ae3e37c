package io.skillmill.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.host.Kinds;
import io.skillmill.cli.host.Skills;
import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Admission;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.tokens.Tokens;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A host with skills of the test's own, over a real socket. */
public final class ToolHost implements AutoCloseable {

  private final Path directory;
  private final List<String> entries = new ArrayList<>();
  private String settings = "";
  private final List<Throwable> broken = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final LocalSkillStore store;
  private final Registrar registrar;
  private final StoreHost host;

  private ToolHost(Path directory, boolean needsToken, Consumer<ToolHost> skills) {
    this.directory = directory;
    skills.accept(this);
    configure();
    store = LocalSkillStore.open(directory.resolve("store.db"));
    var plan =
        Plan.config(directory.resolve("runtime-config.yaml"))
            .builtins(BundledSkills.on(store.database()).skills());
    registrar = Registrar.open(store.database(), plan, Kinds.all());
    var admission =
        new Admission(
            Optional.empty(), Optional.of(Tokens.on(store.database())), needsToken, Set.of());
    var settings = new Settings("127.0.0.1", 0, admission, Limits.DEFAULT, "1.2.3");
    host = StoreHost.open(store, Skills.of(registrar, true), settings, broken::add);
  }

  /** A host to which everybody on this machine is let in. */
  public static ToolHost open(Path directory, Consumer<ToolHost> skills) {
    return new ToolHost(directory, false, skills);
  }

  /** One to which nobody is let in without a token. */
  public static ToolHost guarded(Path directory, Consumer<ToolHost> skills) {
    return new ToolHost(directory, true, skills);
  }

  /** Adds a skill of a declaration; counts from the next {@link #configure} on. */
  public ToolHost skill(String mount, String declaration) {
    return skill(mount, declaration, "");
  }

  /** The same with more fields of the configuration, such as {@code , tool: false}. */
  public ToolHost skill(String mount, String declaration, String more) {
    write(mount + "/skill.yaml", declaration);
    return entry(mount, "./" + mount, more);
  }

  /** Adds what lies somewhere, or comes along. */
  public ToolHost entry(String mount, String path, String more) {
    entries.add("  - {name: %s, path: \"%s\", mount: %s%s}".formatted(mount, path, mount, more));
    return this;
  }

  public ToolHost without(String mount) {
    entries.removeIf(entry -> entry.contains("name: " + mount + ","));
    return this;
  }

  public void write(String file, String text) {
    try {
      var path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the configuration. */
  public void configure() {
    write("runtime-config.yaml", settings + "skills:\n" + String.join("\n", entries) + "\n");
  }

  /** Says how the host behaves, such as {@code {tool_search: true}}; counts from the next. */
  public ToolHost settings(String flow) {
    settings = "settings: " + flow + "\n";
    return this;
  }

  public Path directory() {
    return directory;
  }

  public String url() {
    return host.url();
  }

  public Hosting hosting() {
    return registrar.hosting();
  }

  public LocalSkillStore store() {
    return store;
  }

  /** What went wrong inside. */
  public List<Throwable> broken() {
    return broken;
  }

  public void stop() {
    host.close();
  }

  public HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url() + path)), headers);
  }

  public HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url() + path)).POST(BodyPublishers.ofString(body));
    return send(request, headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws Exception {
    var whole = headers.length == 0 ? request : request.headers(headers);
    return client.send(whole.build(), BodyHandlers.ofString());
  }

  /** A page that must be there. */
  public JsonNode page(String path) throws Exception {
    var response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.readOurs(response.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
    host.close();
    registrar.close();
    store.close();
  }
}
