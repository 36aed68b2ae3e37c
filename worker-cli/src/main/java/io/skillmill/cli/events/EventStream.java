package io.skillmill.cli.events;

import io.javalin.http.Context;
import io.skillmill.cli.http.Answers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** An answer that comes piece by piece, as server-sent events. */
public final class EventStream {

  private static final String TYPE = "text/event-stream";

  private final OutputStream out;

  private EventStream(OutputStream out) {
    this.out = out;
  }

  /** Begins the answer; nothing else can be answered from here on. */
  public static EventStream begin(Context context, Answers answers) throws IOException {
    context.status(200);
    answers.stamp(context);
    context.header("X-Accel-Buffering", "no");
    context.contentType(TYPE);
    return new EventStream(context.res().getOutputStream());
  }

  public static boolean isTakenBy(Context context) {
    String accepted = context.header("Accept");
    return accepted != null && accepted.contains(TYPE);
  }

  /** An event of the usual name, under which nobody comes back. */
  public void send(String data) throws IOException {
    write("event: message\ndata: " + data + "\n\n");
  }

  /** One of another name, under which nobody comes back either. */
  public void send(String event, String data) throws IOException {
    write("event: " + event + "\ndata: " + data + "\n\n");
  }

  /** An event after which a client that comes back says where it was. */
  public void send(String id, String event, String data) throws IOException {
    write(written(id, event, data));
  }

  static String written(String id, String event, String data) {
    return "id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n";
  }

  /** How soon a client that lost the stream is to come back. */
  public void comeBackAfter(long millis) throws IOException {
    write("retry: " + millis + "\n\n");
  }

  /** A comment, which shows that this side is still there. */
  public void breathe() throws IOException {
    write(":\n\n");
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
