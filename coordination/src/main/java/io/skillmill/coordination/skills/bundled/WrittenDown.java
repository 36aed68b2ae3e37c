package io.skillmill.coordination.skills.bundled;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the declarations that ship with the program, one file for each skill. */
final class WrittenDown {

  private WrittenDown() {}

  static SkillDeclaration of(String file) {
    JsonNode text = Json.readOurs(text(file + ".json"));
    long pureSeconds = text.path("pure_for_seconds").asLong(0);
    return new SkillDeclaration(
        text.path("name").asString(),
        about(text),
        (ObjectNode) text.path("inputs"),
        (ObjectNode) text.path("outputs"),
        SkillLimits.DEFAULT,
        List.of(),
        pureSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(pureSeconds)),
        new Implementation(Implementation.Kind.JAVA, Json.object().put("bundled", file)));
  }

  private static About about(JsonNode text) {
    return new About(
        text.path("description").asString(),
        text.path("version").asString(),
        text.path("category").asString(),
        text.path("complexity").asString(),
        text.path("performance").asString(),
        text.path("position").asString(),
        texts(text, "use_cases"),
        texts(text, "example_queries"),
        texts(text, "tags"),
        texts(text, "works_well_with"));
  }

  private static List<String> texts(JsonNode from, String name) {
    var texts = new ArrayList<String>();
    from.path(name).forEach(text -> texts.add(text.asString()));
    return texts;
  }

  private static String text(String file) {
    try (InputStream in = WrittenDown.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("No skill is declared in " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The declaration " + file + " could not be read", e);
    }
  }
}
