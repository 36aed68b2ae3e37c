package io.skillmill.parsers.llm;

import io.skillmill.schema.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A chat completions endpoint on loopback that answers from a script, and keeps what was asked. */
final class ScriptedModel implements AutoCloseable {

  /** One answer. */
  private record Scripted(int status, String body) {}

  private final ServerSocket socket;
  private final Thread thread;
  private final Deque<Scripted> script = new ArrayDeque<>();
  private final List<JsonNode> asked = new ArrayList<>();
  private final List<String> headers = new ArrayList<>();

  ScriptedModel() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread = Thread.ofPlatform().daemon().start(this::serve);
  }

  /** The next answer is a completion with this content. */
  synchronized ScriptedModel says(String content) {
    var completion = Json.object();
    completion.putArray("choices").addObject().putObject("message").put("content", content);
    completion.putObject("usage").put("prompt_tokens", 1000).put("completion_tokens", 200);
    return answers(200, Json.write(completion));
  }

  /** The next answer is this. */
  synchronized ScriptedModel answers(int status, String body) {
    script.add(new Scripted(status, body));
    return this;
  }

  Map<String, String> environment() {
    return Map.of(
        LlmSettings.URL_NAME,
        "http://127.0.0.1:%d/v1".formatted(socket.getLocalPort()),
        LlmSettings.MODEL_NAME,
        "scripted",
        LlmSettings.KEY_NAME,
        "sk-secret-of-the-test",
        LlmSettings.TIMEOUT_NAME,
        "5");
  }

  synchronized List<JsonNode> asked() {
    return List.copyOf(asked);
  }

  synchronized List<String> headers() {
    return List.copyOf(headers);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        answer(client);
      } catch (IOException _) {
        // The test has closed the socket, or the other side has gone.
      }
    }
  }

  private void answer(Socket client) throws IOException {
    var in = new BufferedInputStream(client.getInputStream());
    String head = head(in);
    int length = 0;
    for (String line : head.lines().toList()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    Scripted next;
    synchronized (this) {
      asked.add(Json.readOurs(body));
      headers.add(head);
      next = script.poll();
    }
    if (next == null) {
      readToTheEnd(in); // says nothing until the other side gives up
      return;
    }
    byte[] bytes = next.body.getBytes(StandardCharsets.UTF_8);
    var out = client.getOutputStream();
    out.write(
        "HTTP/1.1 %d Scripted\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(next.status, bytes.length)
            .getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  private static void readToTheEnd(InputStream in) throws IOException {
    while (in.read() >= 0) {
      // Waits for the end of the stream.
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The request ended in its head");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    thread.interrupt();
  }
}
