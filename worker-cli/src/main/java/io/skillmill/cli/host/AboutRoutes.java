package io.skillmill.cli.host;

import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What the server tells about itself: that it is there, and what can be asked of it. */
final class AboutRoutes {

  private static final String DESCRIPTION = "openapi.json";

  private AboutRoutes() {}

  static void addTo(Desk desk, Answers answers) {
    byte[] well = Json.utf8(Json.object().put("status", "ok"));
    desk.onRequest("GET", "/health", context -> answers.json(context, well));
    desk.onRequest("GET", "/openapi.json", context -> answers.json(context, description()));
  }

  private static byte[] description() {
    try (var resource = AboutRoutes.class.getResourceAsStream(DESCRIPTION)) {
      if (resource == null) {
        throw new IllegalStateException("The program comes without its " + DESCRIPTION);
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
