package io.skillmill.cli;

import io.skillmill.cli.render.Surroundings;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Runs the short commands once over a practice store, so that the AOT cache made of this run holds
 * what they load. The launcher asks for it, when it makes that cache; nobody sees what they say.
 */
final class Rehearsal {

  private static final String STORE_PROPERTY = "skillmill.rehearsal";

  private Rehearsal() {}

  static void runIfAsked() {
    String store = System.getProperty(STORE_PROPERTY);
    if (store != null) {
      for (var command :
          List.of("status", "status --json", "tasks", "task 1", "result 1", "workers")) {
        Main.run((command + " --store " + store).split(" ", -1), nowhere());
      }
    }
  }

  private static Surroundings nowhere() {
    return Surroundings.of(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        Map.of());
  }
}
