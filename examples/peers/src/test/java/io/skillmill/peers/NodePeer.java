package io.skillmill.peers;

import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A queue for Node, run by a script of ours in a folder where npm has installed it.
 *
 * @param script among the resources; prints one line of JSON
 */
record NodePeer(Place place, String name, Path folder, String script) implements Peer {

  private static final List<String> PACKAGES =
      List.of("graphile-worker@0.18.0", "pg-boss@12.35.0", "pg@8");

  /** The folder with the packages; empty, after one loud line, where Node or they are not there. */
  static Optional<Path> install() throws Exception {
    Path folder = Files.createTempDirectory("skillmill-peers-node");
    try {
      Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
      var command = new java.util.ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund"));
      command.addAll(PACKAGES);
      var npm =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.log").toFile())
              .start();
      if (npm.waitFor(5, TimeUnit.MINUTES) && npm.exitValue() == 0) {
        return Optional.of(folder);
      }
      System.out.println("SKIPPED graphile-worker and pg-boss: npm failed, see " + folder);
    } catch (IOException e) {
      System.out.println("SKIPPED graphile-worker and pg-boss: there is no npm here");
    }
    return Optional.empty();
  }

  @Override
  public Rate run(int tasks, int resultBytes) throws Exception {
    Path file = folder.resolve(script);
    try (var in = NodePeer.class.getResourceAsStream("/peers/" + script)) {
      Files.write(file, java.util.Objects.requireNonNull(in).readAllBytes());
    }
    var process =
        new ProcessBuilder(
                "node", script, place.address(), String.valueOf(tasks), String.valueOf(resultBytes))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(script + " failed: " + out);
    }
    var json =
        Json.readOurs(
            out.lines().filter(line -> line.startsWith("{\"enqueued")).findFirst().orElseThrow());
    return new Rate(json.path("enqueued").asDouble(), json.path("drained").asDouble());
  }
}
