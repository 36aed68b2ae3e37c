package io.skillmill.coordination.skills.remote;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Another host on loopback, which answers what a test wishes. */
final class OtherHost implements AutoCloseable {

  /** What was asked. */
  record Asked(String body, Map<String, String> headers) {

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  private record Answer(int status, String body) {}

  private final ServerSocket socket;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Asked, Answer>> answers = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  OtherHost() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(socket.getLocalPort(), path);
  }

  List<Asked> asked() {
    return asked;
  }

  void answer(String path, int status, String body) {
    answers.put(path, _ -> new Answer(status, body));
  }

  void keepWaiting(String path) {
    answers.put(
        path,
        _ -> {
          try {
            closed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Answer(500, "");
        });
  }

  /** Runs something with the chain that comes in. */
  void run(String path, Function<List<String>, RunAnswer> work) {
    answers.put(
        path,
        question ->
            switch (work.apply(List.of(question.header(RemoteCode.CHAIN_HEADER).split(", ", -1)))) {
              case RunAnswer.Done done -> new Answer(200, Json.write(done.output()));
              case RunAnswer.Failed failed ->
                  new Answer(
                      500, Json.write(Json.object().set("failure", failed.failure().toJson())));
            });
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        return; // it is closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = new BufferedInputStream(client.getInputStream());
      String path = line(in).split(" ", -1)[1];
      var headers = new HashMap<String, String>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
      var question = new Asked(new String(body, StandardCharsets.UTF_8), headers);
      asked.add(question);
      var answer = answers.getOrDefault(path, _ -> new Answer(404, "")).apply(question);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 %d As told\r\nContent-Length: %d\r\n\r\n"
                  .formatted(answer.status(), bytes.length)
                  .getBytes(StandardCharsets.ISO_8859_1));
      client.getOutputStream().write(bytes);
    } catch (IOException _) {
      // The client has gone.
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
