package io.skillmill.cli.talking;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of the agent of a host. */
final class AgentLine implements AutoCloseable {

  private static final Duration PAGE_MAX = Duration.ofSeconds(10);
  private static final String SESSIONS = "/agent/sessions";
  private static final String PROBLEM = "problem";

  private final HostLine host;

  AgentLine(HostLine host) {
    this.host = host;
  }

  String url() {
    return host.url();
  }

  /** All of the caller's; the one that was gone on with last comes first. */
  ObjectNode sessions() {
    return good(() -> host.get(SESSIONS, PAGE_MAX));
  }

  /** One with all that was said in it. */
  ObjectNode session(String id) {
    if (id.isEmpty() || !id.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
      throw Problem.usage(
              "'%s' is no session".formatted(id),
              "See 'skillmill agent --list' for those there are")
          .asException();
    }
    return good(() -> host.get(SESSIONS + "/" + id, PAGE_MAX));
  }

  ObjectNode begin(String name) {
    return good(() -> host.post(SESSIONS, Json.object().put("name", name), PAGE_MAX));
  }

  /**
   * Asks.
   *
   * @param step hears what happens on the way
   * @return the answer, also where it is not whole
   */
  ObjectNode ask(String session, String content, Consumer<ObjectNode> step) {
    var body = Json.object().put("content", content);
    var page = heard(() -> host.watch(SESSIONS + "/" + session + "/messages", body, step));
    if (page.tree().has("session_id")) {
      return page.tree().without("status"); // as it is told to those who do not listen
    }
    throw refused(page);
  }

  /** Something that a host is asked. */
  private interface Question {
    HostLine.Page ask() throws IOException, InterruptedException;
  }

  private ObjectNode good(Question question) {
    var page = heard(question);
    if (page.good() && !page.tree().isEmpty()) {
      return page.tree();
    }
    throw refused(page);
  }

  private HostLine.Page heard(Question question) {
    try {
      return question.ask();
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(e);
      }
      throw Problem.store(
              "No host answers at %s, or not to the end".formatted(host.url()),
              "Start one with 'skillmill serve --config FILE', or name another with --url")
          .causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private ProblemException interrupted(Exception e) {
    return new Problem(
            Problem.Kind.INTERRUPTED,
            "It was interrupted while it waited for " + host.url(),
            "Ask again")
        .causedBy(e);
  }

  private ProblemException refused(HostLine.Page page) {
    JsonNode tree = page.tree();
    String what =
        tree.path(PROBLEM).asString("What answers at %s has no agent".formatted(host.url()));
    String remedy =
        tree.path("remedy").asString("Check the address, and that 'skillmill serve' runs there");
    return new Problem(kind(page.status()), what, remedy).asException();
  }

  private static Problem.Kind kind(int status) {
    return switch (status) {
      case 401, 403, 413, 422 -> Problem.Kind.USAGE;
      case 404 -> Problem.Kind.NOT_FOUND;
      default -> Problem.Kind.FAILED;
    };
  }

  @Override
  public void close() {
    host.close();
  }
}
