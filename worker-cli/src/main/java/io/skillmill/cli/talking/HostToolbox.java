package io.skillmill.cli.talking;

import io.skillmill.coordination.toolloop.Toolbox;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The skills of a running host as tools. Thread-safe. */
public final class HostToolbox implements Toolbox, AutoCloseable {

  private static final Duration PAGE_MAX = Duration.ofSeconds(10);
  private static final Duration RUN_MAX = Duration.ofMinutes(1);

  private final HostLine host;

  /** What is there, as it was seen last. */
  private volatile Seen seen = new Seen(Json.object(), List.of());

  /** A page of tools, and what was made of it. */
  private record Seen(ObjectNode page, List<ToolDefinition> tools) {

    /** Where a tool is run; empty where there is none of this name. */
    Optional<String> path(String tool) {
      return page.path("runs").path(tool).stringValueOpt().filter(path -> path.startsWith("/"));
    }
  }

  private HostToolbox(HostLine host) {
    this.host = host;
  }

  /**
   * Those of a host.
   *
   * @param url such as {@code http://127.0.0.1:8000}
   * @param token what it wants to be shown
   * @throws ProblemException where no host answers there
   */
  public static HostToolbox at(String url, Optional<String> token) {
    var tools = new HostToolbox(new HostLine(url, token));
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

  /** What it answers to a message of MCP. */
  public ObjectNode mcp(ObjectNode message) {
    return good(() -> host.post("/mcp", message, RUN_MAX));
  }

  /** What each skill says of itself. */
  public List<JsonNode> skills() {
    return page("/catalog").path("skills").valueStream().map(each -> each.path("skill")).toList();
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
    return seen.tools();
  }

  private Seen look() {
    var page = page("/tools?format=openai");
    return page.equals(seen.page())
        ? seen
        : new Seen(page, ToolDefinition.readAll(page.path("tools")));
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
    var path = seen.path(tool);
    if (path.isEmpty()) {
      return new Ran.Failed("There is no tool '%s' any more".formatted(tool), "Use another");
    }
    var envelope = Json.object();
    envelope.set("skill_input", arguments);
    try {
      var page = host.post(path.get(), envelope, atMost);
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
