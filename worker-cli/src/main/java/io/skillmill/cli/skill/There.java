package io.skillmill.cli.skill;

import io.skillmill.cli.tools.ToolFormat;
import io.skillmill.coordination.models.ModelAddress;
import io.skillmill.coordination.skills.generating.SkillWish;
import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The skills of a host that is reached over HTTP. */
final class There implements SkillPlace {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /** As long as a skill may take, and a little more. */
  private static final Duration ANSWER_MAX = Duration.ofMinutes(61);

  private static final int OK_LAST = 299;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_FAILED = 500;

  private final String address;
  private final Optional<String> token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  There(String address, Optional<String> token) {
    this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    this.token = token;
  }

  /** What came back. */
  private record Reply(int status, String body) {

    boolean good() {
      return status <= OK_LAST;
    }

    /** The body, where it is an object. */
    Optional<ObjectNode> object() {
      try {
        return Json.read(body) instanceof ObjectNode object
            ? Optional.of(object)
            : Optional.empty();
      } catch (Json.MalformedException _) {
        return Optional.empty();
      }
    }
  }

  // ---- looks

  @Override
  public List<ObjectNode> list() {
    var list = new ArrayList<ObjectNode>();
    for (JsonNode each : good(sent("GET", "/catalog", "")).path("skills")) {
      if (each.path("skill") instanceof ObjectNode skill) {
        list.add(skill);
      }
    }
    return list;
  }

  @Override
  public ObjectNode show(String name) {
    String mount = at(name);
    var page = good(sent("GET", mount + "/inventory", ""));
    page.set("schema", good(sent("GET", mount + "/schema", "")));
    return page;
  }

  /** The path of a skill that may be called by its name. */
  private String at(String name) {
    return "/skills/" + encoded(find(name).path("mount_path").asString());
  }

  @Override
  public ObjectNode code(String name, ObjectNode wish) {
    return good(sent("GET", "/skills/" + encoded(name) + "/code" + query(wish), ""));
  }

  @Override
  public ObjectNode versions(String name) {
    return good(sent("GET", "/skills/" + encoded(name) + "/versions", ""));
  }

  @Override
  public String graph(String format) {
    var reply = sent("GET", "/graph?format=" + encoded(format), "");
    if (!reply.good()) {
      throw refusal(reply);
    }
    return reply.body();
  }

  @Override
  public ObjectNode tools(ToolFormat format, boolean strict) {
    return good(sent("GET", "/tools?format=%s&strict=%s".formatted(format.word(), strict), ""));
  }

  // ---- runs and changes

  @Override
  public ObjectNode run(Call call, boolean trace) {
    var envelope = Json.object();
    envelope.set("skill_input", call.input());
    var secrets = envelope.putObject("credentials");
    call.credentials().forEach(secrets::put);
    var reply = sent("POST", at(call.name()) + "/run?trace=1", Json.write(envelope));
    ObjectNode told = reply.object().orElseThrow(() -> refusal(reply));
    var page = Json.object().put("success", reply.good());
    if (reply.good()) {
      page.set("output", told.path("output"));
    } else if (told.has("failure")) {
      page.set("failure", told.path("failure"));
    } else {
      throw refusal(reply);
    }
    page.set("trace_id", told.path("trace_id"));
    if (trace && told.has("trace")) {
      page.set("trace", told.path("trace"));
    }
    return page;
  }

  @Override
  public ObjectNode register(Application application) {
    return outcome(sent("POST", "/skills/register", Json.write(application.sent())));
  }

  @Override
  public ObjectNode remove(String name) {
    return outcome(sent("DELETE", "/skills/" + encoded(name), ""));
  }

  @Override
  public ObjectNode rollback(String name, ObjectNode wish) {
    return outcome(sent("POST", "/skills/" + encoded(name) + "/rollback", Json.write(wish)));
  }

  @Override
  public ObjectNode generate(SkillWish wish, boolean approve, Supplier<ModelAddress> model) {
    var body = Json.object().put("description", wish.description()).put("approve", approve);
    wish.name().ifPresent(name -> body.put("name", name));
    wish.kind().ifPresent(kind -> body.put("kind", kind.word()));
    wish.inputs().ifPresent(inputs -> body.set("inputs", inputs));
    return outcome(sent("POST", "/skills/generate", Json.write(body)));
  }

  @Override
  public ObjectNode drafts() {
    return good(sent("GET", "/drafts", ""));
  }

  @Override
  public ObjectNode draft(long id) {
    return good(sent("GET", "/drafts/" + id, ""));
  }

  @Override
  public ObjectNode approve(long id) {
    return outcome(sent("POST", "/drafts/%d/approve".formatted(id), "{}"));
  }

  @Override
  public ObjectNode reject(long id) {
    return outcome(sent("POST", "/drafts/%d/reject".formatted(id), "{}"));
  }

  private ObjectNode outcome(Reply reply) {
    return reply.object().filter(page -> page.has("success")).orElseThrow(() -> refusal(reply));
  }

  // ---- sending

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String query(ObjectNode wish) {
    var query = new StringBuilder();
    for (var each : wish.properties()) {
      query.append(query.isEmpty() ? '?' : '&').append(each.getKey()).append('=');
      query.append(encoded(each.getValue().asString()));
    }
    return query.toString();
  }

  private Reply sent(String method, String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(address + path))
              .timeout(ANSWER_MAX)
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (IllegalArgumentException e) {
      throw Problem.usage(
              "The address of the host cannot be used: " + e.getMessage(),
              "Give one such as http://127.0.0.1:8000")
          .causedBy(e);
    } catch (IOException e) {
      throw Problem.store(
              "The host at %s does not answer".formatted(address),
              "Check the address, and that 'skillmill serve' runs there")
          .causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
              Problem.Kind.INTERRUPTED,
              "It was interrupted while it waited for " + address,
              "Run it again")
          .causedBy(e);
    }
  }

  private ObjectNode good(Reply reply) {
    if (!reply.good()) {
      throw refusal(reply);
    }
    return reply.object().orElseThrow(() -> refusal(reply));
  }

  private ProblemException refusal(Reply reply) {
    var told = reply.object().orElseGet(Json::object);
    String what = told.path("problem").asString(told.path("detail").asString(""));
    if (what.isEmpty()) {
      return Problem.store(
              "What answers at %s (status %d) hosts no skills".formatted(address, reply.status()),
              "Check the address, and that 'skillmill serve --config FILE' runs there")
          .asException();
    }
    return new Problem(kind(reply.status()), what, told.path("remedy").asString(REMEDY))
        .asException();
  }

  private static final String REMEDY = "See what the host offers at GET /skills";

  private static Problem.Kind kind(int status) {
    return switch (status) {
      case NOT_FOUND -> Problem.Kind.NOT_FOUND;
      case UNAUTHORIZED, FORBIDDEN -> Problem.Kind.USAGE;
      default -> status >= SERVER_FAILED ? Problem.Kind.STORE : Problem.Kind.USAGE;
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
