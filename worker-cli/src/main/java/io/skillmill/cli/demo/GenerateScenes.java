package io.skillmill.cli.demo;

import io.skillmill.schema.json.Json;
import tools.jackson.databind.JsonNode;

/** A model writes a skill out of those that there are, and a person decides about it. */
final class GenerateScenes {

  private static final String WISH = "calculates the area of a circle";

  private GenerateScenes() {}

  static void play(Stage stage) {
    stage.heading("Somebody wishes for a skill");
    stage.says(
        "A skill that %s, written by a model that is told which skills there are".formatted(WISH));
    long draft = stage.writes(WISH);
    stage.gap();
    stage.heading("What it wrote was loaded, and its examples were run");
    var page = stage.place().draft(draft);
    page.path("transcript").valueStream().skip(1).forEach(said -> told(stage, said));
    stage.says(
        "draft %d: %s"
            .formatted(draft, Json.write(page.path("declaration").path("implementation"))));
    stage.gap();
    stage.heading("A draft is no skill yet");
    stage.lacks("circle_area", "{\"radius\":2}");
    stage.heading("Once it is approved, it is one");
    stage.says(stage.place().approve(draft).path("message").asString());
    stage.gap();
    stage.runs("circle_area", "{\"radius\":2}");
    stage.asks("Use circle_area with radius=1");
  }

  private static void told(Stage stage, JsonNode said) {
    String who = said.path("role").asString("").equals("user") ? "host: " : "model: ";
    stage.terminal().glimpse(who, said.path("content").asString(""));
  }
}
