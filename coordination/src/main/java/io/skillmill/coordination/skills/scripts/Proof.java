package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads Python sources for mistakes that would keep them from being loaded. Nothing of them runs;
 * one process reads for all skills of an interpreter, and rests for a short while. Thread-safe.
 */
final class Proof {

  private static final String READER = reader();
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Duration REST = Duration.ofSeconds(5);
  private static final int ANSWER_BYTES_MAX = 1 << 20;
  private static final Bounds BOUNDS = new Bounds(512, 600, 16, 1, false, List.of());

  private final Sandbox sandbox;
  private final ConcurrentMap<String, Crew> readers = new ConcurrentHashMap<>();

  Proof(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** What is wrong with it; empty also where nobody can tell now, which a call would hear then. */
  Optional<String> flaw(PythonKind.Script script, PythonHiring.Place place) {
    try {
      var python = place.interpreter().find(place.asked(), place.home());
      var crew = readers.computeIfAbsent(python.program(), _ -> crew(python, place));
      var answer = new AtomicReference<JsonNode>(Json.object());
      crew.with(
          TIME,
          worker -> {
            worker.send(order(script));
            answer.set(worker.next(TIME));
            return true;
          });
      return Optional.of(answer.get().path("flaw").asString("")).filter(flaw -> !flaw.isEmpty());
    } catch (SkillException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Crew crew(Interpreter.Found python, PythonHiring.Place place) {
    var walls = sandbox.around(BOUNDS, place.home());
    var launch =
        new Launch(
            "python",
            walls.around(
                List.of(python.program(), "-I", "-X", "utf8", "-c", READER), python.places()),
            place.home().toAbsolutePath(),
            walls.environment(),
            ANSWER_BYTES_MAX);
    return new Crew("python", _ -> Worker.start(launch), 1, REST);
  }

  private static ObjectNode order(PythonKind.Script script) {
    var order =
        Json.object()
            .put("name", script.declaration().name())
            .put("source", script.source())
            .put("file", script.file());
    script.function().ifPresent(function -> order.put("function", function));
    return order;
  }

  private static String reader() {
    try (var in = Proof.class.getResourceAsStream("proof.py")) {
      if (in == null) {
        throw new IllegalStateException("The reader of Python sources is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
