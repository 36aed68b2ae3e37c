package io.skillmill.coordination.models.scripted;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.skillmill.coordination.models.ModelAddress;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.chat.ToolCall;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A model whose answers a function makes, behind an endpoint on a free port of this machine. It
 * keeps what it was asked. Thread-safe, if the function is.
 *
 * <pre>{@code
 * try (var scripted = ScriptedModel.open(question -> ScriptedModel.says("Hello"));
 *     var model = ChatModel.at(scripted.address())) {
 *   model.ask(question, Duration.ofSeconds(10));
 * }
 * }</pre>
 */
public final class ScriptedModel implements AutoCloseable {

  private static final String NAME = "scripted";
  private static final String PATH = "/v1/chat/completions";
  private static final int QUESTION_BYTES_MAX = 8 << 20;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<ChatQuestion, ChatAnswer> script;
  private final AtomicLong answers = new AtomicLong();
  private final List<JsonNode> asked = new ArrayList<>();

  private ScriptedModel(HttpServer server, Function<ChatQuestion, ChatAnswer> script) {
    this.server = server;
    this.script = script;
  }

  /** Begins to answer. */
  public static ScriptedModel open(Function<ChatQuestion, ChatAnswer> script) {
    try {
      var place = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var model = new ScriptedModel(HttpServer.create(place, 0), script);
      model.server.setExecutor(model.threads);
      model.server.createContext(PATH, model::answer);
      model.server.start();
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("No port of this machine is free", e);
    }
  }

  /** Where it is; it takes no key. */
  public ModelAddress address() {
    return new ModelAddress(URI.create(url() + "/chat/completions"), NAME, "");
  }

  /** As a program is told where it is. */
  public String url() {
    return "http://%s:%d/v1"
        .formatted(
            server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort());
  }

  /** Everything that it was asked so far, as it was sent. */
  public List<JsonNode> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /** An answer in words. */
  public static ChatAnswer says(String text) {
    return answer(text, List.of(), ChatAnswer.Finish.STOP);
  }

  /** An answer that wants tools to be run. */
  public static ChatAnswer calls(ToolCall... calls) {
    return answer("", List.of(calls), ChatAnswer.Finish.TOOL_CALLS);
  }

  private static ChatAnswer answer(String text, List<ToolCall> calls, ChatAnswer.Finish finish) {
    var reply = new ChatMessage.Reply(text, calls);
    return new ChatAnswer(reply, finish, ChatUsage.NONE, NAME);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readNBytes(QUESTION_BYTES_MAX);
      try {
        JsonNode tree = Json.read(sent);
        synchronized (asked) {
          asked.add(tree);
        }
        var answer = counted(script.apply(ChatQuestion.read(tree)), sent.length);
        long number = answers.incrementAndGet();
        send(exchange, OK, answer.toJson(NAME + "-" + number, number));
      } catch (Json.MalformedException | IllegalArgumentException e) {
        var error = Json.object();
        error
            .putObject("error")
            .put("message", String.valueOf(e.getMessage()))
            .put("type", "invalid_request_error");
        send(exchange, BAD_REQUEST, error);
      }
    }
  }

  /** Four bytes are a token here, where the script does not say. */
  private static ChatAnswer counted(ChatAnswer answer, int bytesSent) {
    if (answer.usage().total() > 0) {
      return answer;
    }
    int bytes = Json.write(answer.reply().toJson()).length();
    var usage = new ChatUsage(bytesSent / 4, bytes / 4);
    return new ChatAnswer(answer.reply(), answer.finish(), usage, answer.model());
  }

  private static void send(HttpExchange exchange, int status, JsonNode tree) throws IOException {
    byte[] bytes = Json.utf8(tree);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
