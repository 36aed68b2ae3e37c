package io.skillmill.cli.talking;

import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Reads an answer that comes piece by piece, as server-sent events. */
final class EventReader {

  static final String TYPE = "text/event-stream";

  private static final String EVENT = "event: ";
  private static final String DATA = "data: ";

  /** The piece with which an answer ends. */
  private static final String LAST = "answer";

  private final BufferedReader reader;

  EventReader(InputStream in, int bytesMax) {
    reader =
        new BufferedReader(
            new InputStreamReader(new Bounded(in, bytesMax), StandardCharsets.UTF_8));
  }

  /**
   * Reads up to the answer.
   *
   * @throws IOException where it breaks off before
   */
  ObjectNode readAll(Consumer<ObjectNode> step) throws IOException {
    String event = "";
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith(EVENT)) {
        event = line.substring(EVENT.length());
      } else if (line.startsWith(DATA)) {
        var data = tree(line.substring(DATA.length()));
        if (event.equals(LAST)) {
          return data;
        }
        step.accept(data);
      }
    }
    throw new IOException("the answer broke off");
  }

  private static ObjectNode tree(String data) throws IOException {
    try {
      return Json.read(data) instanceof ObjectNode tree ? tree : Json.object();
    } catch (Json.MalformedException e) {
      throw new IOException("the answer cannot be read", e);
    }
  }

  /** Gives no more than so many bytes. */
  private static final class Bounded extends FilterInputStream {

    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      left = most;
    }

    @Override
    public int read() throws IOException {
      return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      int read = super.read(bytes, from, most);
      return counted(read, read);
    }

    private int counted(int result, int bytes) throws IOException {
      left -= Math.max(0, bytes);
      if (left < 0) {
        throw new IOException("it has more bytes than are read");
      }
      return result;
    }
  }
}
