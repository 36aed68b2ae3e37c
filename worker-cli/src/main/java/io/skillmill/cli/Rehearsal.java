package io.skillmill.cli;

import io.skillmill.cli.render.Surroundings;
import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs the short commands once over a practice store, and a host for one call, so that the AOT
 * cache made of this run holds what they load. The launcher asks for it, when it makes that cache;
 * nobody sees what they say.
 */
final class Rehearsal {

  private static final String STORE_PROPERTY = "skillmill.rehearsal";
  private static final String CONFIG = "skills: [{name: time, path: \"builtin:time\"}]\n";

  private Rehearsal() {}

  static void runIfAsked() {
    String store = System.getProperty(STORE_PROPERTY);
    if (store != null) {
      for (var command :
          List.of("status", "status --json", "tasks", "task 1", "result 1", "workers")) {
        run(command + " --store " + store, OutputStream.nullOutputStream());
      }
      host(store);
    }
  }

  private static void run(String command, OutputStream out) {
    var nowhere = OutputStream.nullOutputStream();
    Main.run(
        command.split(" ", -1),
        Surroundings.of(InputStream.nullInputStream(), out, nowhere, Map.of()));
  }

  private static void host(String store) {
    try (var heard = new PipedInputStream();
        var out = new PipedOutputStream(heard)) {
      var config = Path.of(store).resolveSibling("practice.yaml");
      Files.writeString(config, CONFIG);
      var serve = "serve --port 0 --json --config %s --store %s".formatted(config, store);
      var host = Thread.ofPlatform().start(() -> run(serve, out));
      try {
        call(heard);
      } finally {
        host.interrupt();
        host.join();
      }
    } catch (IOException _) {
      // It costs speed only.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void call(InputStream heard) throws IOException {
    var out = new BufferedReader(new InputStreamReader(heard, StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      return;
    }
    var run = URI.create(Json.readOurs(line).path("url").asString() + "/skills/time/run").toURL();
    var connection = (HttpURLConnection) run.openConnection();
    connection.setDoOutput(true);
    connection.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
    connection.getInputStream().readAllBytes();
  }
}
