package io.skillmill.cli.talking;

import io.skillmill.coordination.toolloop.Toolbox;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The skills of a running host as tools. Thread-safe. */
public final class HostedTools implements Toolbox, AutoCloseable {

  private static final Duration PAGE_MAX = Duration.ofSeconds(10);

  private final HostLine host;

  /** What is there, as it was seen last. */
  private volatile Seen seen = new Seen(Json.object(), Map.of());

  /**
   * A catalog, and what was made of it.
   *
   * @param tools by their names
   */
  private record Seen(ObjectNode catalog, Map<String, Tool> tools) {}

  private record Tool(String mount, ToolDefinition definition) {}

  private HostedTools(HostLine host) {
    this.host = host;
  }

  /**
   * Those of a host.
   *
   * @param url such as {@code http://127.0.0.1:8000}
   * @param token what it wants to be shown
   * @throws ProblemException where no host answers there
   */
  public static HostedTools at(String url, Optional<String> token) {
    var tools = new HostedTools(new HostLine(url, token));
    try {
      tools.seen = tools.look();
      return tools;
    } catch (RuntimeException e) {
      tools.close();
      throw e;
    }
  }

  /** What the host says of itself. */
  public ObjectNode about() {
    return page("/");
  }

  /** What it says of its health. */
  public ObjectNode health() {
    return page("/health");
  }

  /** Has it read its configuration again; what was added, removed and changed. */
  public ObjectNode reload() {
    return good(() -> host.post("/reload", Json.object(), PAGE_MAX));
  }

  /** What each skill says of itself. */
  public List<JsonNode> skills() {
    return seen.catalog().path("skills").valueStream().map(each -> each.path("skill")).toList();
  }

  // ---- which there are

  /** Nothing is read again where the host says the same of its skills as before. */
  @Override
  public List<ToolDefinition> tools() {
    try {
      seen = look();
    } catch (ProblemException _) {
      // A host that is away for a moment has what it had; each call will tell.
    }
    return seen.tools().values().stream().map(Tool::definition).toList();
  }

  private Seen look() {
    var catalog = page("/catalog");
    if (catalog.equals(seen.catalog())) {
      return seen;
    }
    var tools = new LinkedHashMap<String, Tool>();
    for (JsonNode each : catalog.path("skills")) {
      String mount = each.path("skill").path("mount_path").asString("");
      var schema = page("/skills/" + encoded(mount) + "/schema");
      if (schema.path("parameters") instanceof ObjectNode parameters) {
        String name = legal(mount);
        var definition =
            new ToolDefinition(name, schema.path("description").asString(""), parameters);
        tools.putIfAbsent(name, new Tool(mount, definition));
      }
    }
    return new Seen(catalog, tools);
  }

  private static String legal(String mount) {
    return mount
        .codePoints()
        .map(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-') ? c : '_')
        .limit(64)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ObjectNode page(String path) {
    return good(() -> host.get(path, PAGE_MAX));
  }

  /** Something that a host is asked. */
  private interface Question {
    HostLine.Page ask() throws IOException, InterruptedException;
  }

  private ObjectNode good(Question question) {
    try {
      var page = question.ask();
      if (page.good() && !page.tree().isEmpty()) {
        return page.tree();
      }
      String why = page.tree().path("problem").asString("it hosts no skills");
      throw Problem.store(
              "What answers at %s (%d) does not show its skills: %s"
                  .formatted(host.url(), page.status(), why),
              page.tree()
                  .path("remedy")
                  .asString(
                      "Check the address, and that 'skillmill serve --config FILE' runs there"))
          .asException();
    } catch (IOException e) {
      throw Problem.store(
              "No host answers at " + host.url(),
              "Start one with 'skillmill serve --config FILE', or name another with --url")
          .causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
              Problem.Kind.INTERRUPTED,
              "It was interrupted while it waited for " + host.url(),
              "Run it again")
          .causedBy(e);
    }
  }

  // ---- running one

  @Override
  public Ran run(String tool, ObjectNode arguments, Duration atMost) throws InterruptedException {
    var known = Optional.ofNullable(seen.tools().get(tool));
    if (known.isEmpty()) {
      return new Ran.Failed("There is no tool '%s' any more".formatted(tool), "Use another");
    }
    var envelope = Json.object();
    envelope.set("skill_input", arguments);
    try {
      var page = host.post("/skills/" + encoded(known.get().mount()) + "/run", envelope, atMost);
      return page.good() ? new Ran.Done(page.tree()) : Failures.told(page.tree(), page.status());
    } catch (IOException _) {
      return new Ran.Failed("The host did not answer", "Try once more, or tell the person");
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
