package io.skillmill.cli.demo;

import io.skillmill.cli.talking.Overview;
import io.skillmill.schema.json.Json;

/** Many skills behind one port, each with its own addresses, and all looked after in one place. */
final class HostScenes {

  private static final int SKILLS_BEFORE = 3;

  private HostScenes() {}

  static void play(Stage stage) {
    stage.heading("One process instead of many services");
    Overview.host(stage.tools(), stage.url(), stage.terminal());
    stage.heading("The skills");
    Overview.skills(stage.tools(), stage.terminal());
    stage.heading("Each can be run as if it stood alone");
    stage.runs("time_skill", "{\"timezone\":\"Asia/Tokyo\"}");
    stage.runs("fetch_skill", "{\"url\":\"%s/docs\",\"max_length\":60}".formatted(stage.url()));
    stage.runs("memory_skill", "{\"operation\":\"read_graph\"}");
    stage.heading("A model runs them as tools");
    stage.asks("What time is it in Tokyo?");
    stage.asks("Can you fetch the content from " + stage.url() + "/docs?");
    stage.asks("Remember that I prefer consolidated hosting over microservices");
    added(stage);
  }

  private static void added(Stage stage) {
    stage.heading("One more skill while it serves: a change of the file, and POST /reload");
    stage.edits("enabled: false", "enabled: true");
    var reloaded = stage.tools().reload();
    stage.says("added: " + Json.write(reloaded.path("added")));
    if (stage.tools().tools().size() <= SKILLS_BEFORE) {
      throw new IllegalStateException("The skill was not added: " + reloaded);
    }
    stage.runs("greeting_skill", "{\"name\":\"Ada\",\"timezone\":\"Europe/London\"}");
  }
}
