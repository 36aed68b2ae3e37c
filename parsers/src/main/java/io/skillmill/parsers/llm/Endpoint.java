package io.skillmill.parsers.llm;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAI-compatible endpoint. Asks for structured output first; an endpoint that refuses the
 * request for it is asked for any JSON, and then for mere text. Thread-safe.
 */
final class Endpoint {

  /** No answer to one skill is longer. */
  private static final int ANSWER_BYTES_MAX = 8 << 20;

  private static final int REASON_CHARS_MAX = 300;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** How an answer's form is asked for, best first. */
  private enum Form {
    SCHEMA,
    ANY_JSON,
    TEXT;

    Form weaker() {
      return this == SCHEMA ? ANY_JSON : TEXT;
    }
  }

  private final LlmSettings settings;
  private final AtomicReference<Form> form = new AtomicReference<>(Form.SCHEMA);

  Endpoint(LlmSettings settings) {
    this.settings = settings;
  }

  /** One for the program, made with the first question, for it has threads of its own. */
  private static final class Client {
    static final HttpClient HTTP =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /**
   * Asks once.
   *
   * @return what the model said
   * @throws io.skillmill.schema.problem.ProblemException where no answer came; asking again later
   *     may help
   */
  String ask(ArrayNode messages, Usage usage) {
    while (true) {
      Form asked = form.get();
      var response = post(body(messages, asked));
      if (response.status == 400 && asked != Form.TEXT) {
        form.compareAndSet(asked, asked.weaker()); // for all to come, too
        continue;
      }
      return content(response, usage);
    }
  }

  private record Response(int status, String text) {}

  private ObjectNode body(ArrayNode messages, Form wanted) {
    var body = Json.object().put("model", settings.model()).put("temperature", 0);
    body.set("messages", messages);
    switch (wanted) {
      case SCHEMA -> {
        var format = body.putObject("response_format").put("type", "json_schema");
        var schema = format.putObject("json_schema").put("name", "elements").put("strict", true);
        schema.set("schema", Prompt.answerSchema());
      }
      case ANY_JSON -> body.putObject("response_format").put("type", "json_object");
      case TEXT -> {}
    }
    return body;
  }

  private Response post(ObjectNode body) {
    var request =
        HttpRequest.newBuilder(settings.endpoint())
            .timeout(settings.limits().timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
    if (!settings.key().isEmpty()) {
      request.header("Authorization", "Bearer " + settings.key());
    }
    try {
      var response = Client.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      return new Response(response.statusCode(), text(response.body()));
    } catch (HttpTimeoutException e) {
      throw failed(
              "did not answer within %d s".formatted(settings.limits().timeout().toSeconds()),
              "Try again, or raise " + LlmSettings.TIMEOUT_NAME)
          .causedBy(e);
    } catch (IOException e) {
      throw failed("cannot be reached: " + e.getMessage(), "Check that it runs at that address")
          .causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was not waited for any longer", "Try again").causedBy(e);
    }
  }

  private String text(InputStream in) throws IOException {
    try (in) {
      byte[] bytes = in.readNBytes(ANSWER_BYTES_MAX + 1);
      if (bytes.length > ANSWER_BYTES_MAX) {
        throw failed("answered more than 8 MiB", "Ask a model that keeps to the point")
            .asException();
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private String content(Response response, Usage usage) {
    if (response.status != 200) {
      throw failed(
              "answered with status %d: %s".formatted(response.status, reason(response.text)),
              remedy(response.status))
          .asException();
    }
    try {
      JsonNode json = Json.read(response.text);
      JsonNode spent = json.path("usage");
      usage.add(spent.path("prompt_tokens").asLong(0), spent.path("completion_tokens").asLong(0));
      return json.path("choices").path(0).path("message").path("content").asString("");
    } catch (Json.MalformedException e) {
      throw failed("answered something that is no JSON", "Check that it is a chat completions API")
          .causedBy(e);
    }
  }

  private static String remedy(int status) {
    return switch (status) {
      case 401, 403 -> "Check " + LlmSettings.KEY_NAME;
      case 404 -> "Check %s and %s".formatted(LlmSettings.URL_NAME, LlmSettings.MODEL_NAME);
      case 429 -> "Wait, and ask fewer at a time";
      default -> "Try again later";
    };
  }

  /** What the endpoint says went wrong, on one line and without our key should it repeat it. */
  private String reason(String text) {
    String reason = text;
    try {
      reason = Json.read(text).path("error").path("message").asString(text);
    } catch (Json.MalformedException _) {
      // Then the text as it is.
    }
    String line = reason.replace('\n', ' ').replace('\r', ' ').strip();
    String safe = settings.key().isEmpty() ? line : line.replace(settings.key(), "[key]");
    return safe.length() <= REASON_CHARS_MAX ? safe : safe.substring(0, REASON_CHARS_MAX) + "…";
  }

  private Problem failed(String what, String remedy) {
    return Problem.failed("The language model %s %s".formatted(settings, what), remedy);
  }
}
