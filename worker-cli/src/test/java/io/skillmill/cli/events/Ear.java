package io.skillmill.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A client that listens, line by line and as slowly as it likes. */
final class Ear implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  /** So little room that the server soon cannot write any more to one who does not read. */
  private static final int ROOM_BYTES = 4_096;

  private final Socket socket;
  private final BufferedReader lines;
  private String status = "";
  private String id = "";

  /** An event as a client has it. */
  record Heard(String id, String event, JsonNode data) {}

  private Ear(Socket socket) throws IOException {
    this.socket = socket;
    this.lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** One that listens once this returns. */
  static Ear at(String url, String... headers) throws IOException {
    var address = URI.create(url);
    var socket = new Socket();
    socket.setReceiveBufferSize(ROOM_BYTES);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()));
    var head = new StringBuilder("GET " + address.getPath() + " HTTP/1.0\r\nHost: 127.0.0.1\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    var ear = new Ear(socket);
    ear.begin();
    return ear;
  }

  private void begin() throws IOException {
    status = Optional.ofNullable(lines.readLine()).orElse("");
    while (!Optional.ofNullable(lines.readLine()).orElse("").isEmpty()) {
      // A header, of which nothing depends.
    }
    if (isLetIn()) {
      assertThat(lines.readLine()).startsWith(":");
    }
  }

  boolean isLetIn() {
    return status.contains(" 200 ");
  }

  String status() {
    return status;
  }

  /** The id that a browser would come back with. */
  String id() {
    return id;
  }

  /** The next event; empty where the stream has ended. */
  Optional<Heard> next() throws IOException {
    String event = "";
    String data = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      } else if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      } else if (line.isEmpty() && !data.isEmpty()) {
        return Optional.of(new Heard(id, event, Json.readOurs(data)));
      }
    }
    return Optional.empty();
  }

  /** The next event, which must be this one. */
  JsonNode hear(String event) throws IOException {
    var heard = next().orElseThrow();
    assertThat(heard.event()).as(heard.toString()).isEqualTo(event);
    return heard.data();
  }

  /** Passes over events until this one comes. */
  JsonNode awaitEvent(String event) throws IOException {
    var heard = next().orElseThrow();
    while (!heard.event().equals(event)) {
      heard = next().orElseThrow();
    }
    return heard.data();
  }

  /** Reads past what tells where it is. */
  Ear settled() throws IOException {
    while (id.isEmpty()) {
      String line = Optional.ofNullable(lines.readLine()).orElseThrow();
      if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      }
    }
    return this;
  }

  /** All that comes until the end. */
  List<Heard> rest() throws IOException {
    var rest = new ArrayList<Heard>();
    for (var heard = next(); heard.isPresent(); heard = next()) {
      rest.add(heard.get());
    }
    return rest;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
