package io.skillmill.cli.mcp;

import io.javalin.http.Context;
import io.skillmill.cli.http.Answers;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** An answer that comes piece by piece, as server-sent events. */
final class EventStream implements Listening.Line {

  static final String TYPE = "text/event-stream";

  private final OutputStream out;

  private EventStream(OutputStream out) {
    this.out = out;
  }

  /** Begins the answer; nothing else can be answered from here on. */
  static EventStream begin(Context context, Answers answers) throws IOException {
    context.status(200);
    answers.stamp(context);
    context.header("X-Accel-Buffering", "no");
    context.contentType(TYPE);
    return new EventStream(context.res().getOutputStream());
  }

  static boolean isTakenBy(Context context) {
    String accepted = context.header("Accept");
    return accepted != null && accepted.contains(TYPE);
  }

  @Override
  public void send(ObjectNode message) throws IOException {
    write("event: message\ndata: " + Json.write(message) + "\n\n");
  }

  @Override
  public void breathe() throws IOException {
    write(":\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
