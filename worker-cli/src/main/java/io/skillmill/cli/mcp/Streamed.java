package io.skillmill.cli.mcp;

import io.javalin.http.Context;
import io.skillmill.cli.events.EventStream;
import io.skillmill.cli.http.Desk;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** Messages to a client that listens over HTTP, for as long as its token is good. */
record Streamed(EventStream stream, Desk desk, Context context) implements Listening.Line {

  @Override
  public void send(ObjectNode message) throws IOException {
    stream.send(Json.write(message));
  }

  @Override
  public void breathe() throws IOException {
    stream.breathe();
  }

  @Override
  public boolean isWelcome() {
    return desk.isWelcomeStill(context);
  }
}
