package io.skillmill.cli.run;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The inputs of runs as they are typed: a JSON object, {@code @} and a file, or {@code -} for
 * standard input. A file holds one object, or one on each line.
 */
public final class RunInputs {

  private static final int BYTES_MAX = 256 << 20;

  private RunInputs() {}

  /** All of them, in the order in which they were typed; one that is empty where none was. */
  public static List<ObjectNode> read(List<String> typed, InputStream in) {
    if (typed.isEmpty()) {
      return List.of(Json.object());
    }
    var inputs = new ArrayList<ObjectNode>();
    for (String each : typed) {
      if (each.equals("-")) {
        inputs.addAll(several("Standard input", bytes(each, in)));
      } else if (each.startsWith("@")) {
        inputs.addAll(ofFile(each.substring(1)));
      } else {
        inputs.add(one("The input", each.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return inputs;
  }

  private static List<ObjectNode> ofFile(String name) {
    try (var in = Files.newInputStream(Path.of(name))) {
      return several(name, bytes(name, in));
    } catch (IOException | InvalidPathException e) {
      throw Problem.usage("The input %s cannot be read".formatted(name), "Give another file")
          .causedBy(e);
    }
  }

  private static byte[] bytes(String name, InputStream in) {
    try {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw Problem.usage(
                "%s holds more than %d MiB of inputs".formatted(name, BYTES_MAX >> 20),
                "Enqueue them in several calls")
            .asException();
      }
      return bytes;
    } catch (IOException e) {
      throw Problem.usage("The input %s cannot be read".formatted(name), "Try again").causedBy(e);
    }
  }

  /** The whole of it, or else each line of it, where there is more than one. */
  private static List<ObjectNode> several(String where, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    var lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() > 1 && object(lines.getFirst()).isPresent()) {
      var inputs = new ArrayList<ObjectNode>();
      for (String line : lines) {
        inputs.add(
            one(
                "Line %d of %s".formatted(inputs.size() + 1, where),
                line.getBytes(StandardCharsets.UTF_8)));
      }
      return inputs;
    }
    return List.of(one(where, bytes));
  }

  private static Optional<ObjectNode> object(String line) {
    try {
      return Json.read(line) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (Json.MalformedException _) {
      return Optional.empty();
    }
  }

  private static ObjectNode one(String where, byte[] bytes) {
    try {
      if (Json.read(bytes) instanceof ObjectNode object) {
        return object;
      }
      throw refused(where + " is no JSON object");
    } catch (Json.MalformedException e) {
      throw refused(
          "%s is not JSON: line %d, column %d: %s"
              .formatted(where, e.line(), e.column(), e.getMessage()));
    }
  }

  private static ProblemException refused(String message) {
    return Problem.usage(message, "Give a JSON object, such as '{\"x\": 1}', @FILE or -")
        .asException();
  }
}
