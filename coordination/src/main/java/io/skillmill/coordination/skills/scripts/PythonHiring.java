package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Starts processes of Python and has them load the skill. */
final class PythonHiring implements Crew.Hiring {

  private static final String DRIVER = driver();

  /** How much longer a line may be than the output in it. */
  private static final int ENVELOPE_BYTES = 1 << 20;

  /** Where it runs, and with which Python. */
  record Place(Path home, Optional<String> asked, Interpreter interpreter) {}

  private final PythonKind.Script script;
  private final Place place;
  private final Map<String, String> environment;
  private final Sandbox.Walls walls;
  private volatile String ailment = "";

  PythonHiring(
      PythonKind.Script script, Place place, Map<String, String> environment, Sandbox.Walls walls) {
    this.script = script;
    this.place = place;
    this.environment = environment;
    this.walls = walls;
  }

  @Override
  public Worker hire(Duration left) throws SkillException, InterruptedException {
    var python = place.interpreter().find(place.asked(), place.home());
    var worker = Worker.start(launch(python));
    boolean ready = false;
    try {
      worker.send(order());
      greeted(worker, worker.next(left));
      ready = true;
      ailment = "";
      return worker;
    } finally {
      if (!ready) {
        worker.kill();
      }
    }
  }

  private Launch launch(Interpreter.Found python) {
    var variables = new HashMap<>(walls.environment());
    variables.putAll(environment);
    long output = script.declaration().limits().responseBytes();
    return new Launch(
        script.declaration().name(),
        walls.around(List.of(python.program(), "-I", "-X", "utf8", "-c", DRIVER), python.places()),
        place.home().toAbsolutePath(),
        variables,
        (int) Math.min(Integer.MAX_VALUE - ENVELOPE_BYTES, output) + ENVELOPE_BYTES);
  }

  private ObjectNode order() {
    var order = Json.object();
    var load = order.putObject("load");
    load.put("name", script.declaration().name())
        .put("source", script.source())
        .put("file", script.file())
        .put("cpu_seconds", walls.bounds().cpuSeconds());
    script.function().ifPresent(function -> load.put("function", function));
    if (script.lies()) {
      load.put("folder", place.home().toAbsolutePath().toString());
    }
    return order;
  }

  private void greeted(Worker worker, JsonNode greeting) throws SkillException {
    if (greeting.has("failed")) {
      worker.noteComplaints();
      var failed = worker.failed(greeting.path("failed"));
      ailment = failed.failure().message();
      throw failed;
    }
    if (!greeting.has("ready")) {
      throw worker.outOfStep("did not say that it is ready");
    }
  }

  /** Why it could not be started of late, or would not be. */
  Optional<String> ailment() {
    try {
      place.interpreter().find(place.asked(), place.home());
      return Optional.of(ailment).filter(why -> !why.isEmpty());
    } catch (SkillException e) {
      return Optional.of(e.failure().message());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String driver() {
    try (var in = PythonHiring.class.getResourceAsStream("driver.py")) {
      if (in == null) {
        throw new IllegalStateException("The driver of Python skills is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
