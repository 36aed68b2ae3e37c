package io.skillmill.coordination.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** An endpoint that answers what it is told to, and hangs when there is nothing left to say. */
final class RawEndpoint implements AutoCloseable {

  static final String KEY = "sk-test-0123456789abcdefghij";

  static final String GOOD =
      """
      {"id":"1","object":"chat.completion","model":"m-1","choices":[{"index":0,
       "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\
      """;

  record Answer(int status, Map<String, String> headers, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  final List<String> keys = new ArrayList<>();
  final List<String> bodies = new ArrayList<>();
  final CountDownLatch asked = new CountDownLatch(1);

  RawEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  RawEndpoint says(int status, String body) {
    return says(status, Map.of("Retry-After", "0"), body);
  }

  RawEndpoint says(int status, Map<String, String> headers, String body) {
    answers.add(new Answer(status, headers, body));
    return this;
  }

  ChatModel model() {
    return ChatModel.at(
        new ModelAddress(
            URI.create(
                "http://127.0.0.1:%d/v1/chat/completions".formatted(server.getAddress().getPort())),
            "m",
            KEY));
  }

  int times() {
    synchronized (keys) {
      return keys.size();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      synchronized (keys) {
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      }
      asked.countDown();
      var answer = answers.take();
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
