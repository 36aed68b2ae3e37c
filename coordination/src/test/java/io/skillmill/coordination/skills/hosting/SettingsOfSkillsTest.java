package io.skillmill.coordination.skills.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.schema.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What a configuration sets of a skill. */
@Timeout(60)
class SettingsOfSkillsTest {

  @TempDir Path path;

  private SkillFolder folder;

  @BeforeEach
  void folder() {
    folder = new SkillFolder(path);
  }

  @Test
  void the_configuration_sets_what_an_implementation_leaves_open() {
    folder.config("{name: now, path: 'builtin:time', settings: {zone: UTC}}");
    var given = new java.util.ArrayList<String>();
    Function<ObjectNode, HostedSkill> maker =
        settings -> {
          given.add(Json.write(settings));
          return BundledSkills.alone().make("time").orElseThrow();
        };
    var plan = Plan.config(folder.config()).builtins(Map.of("time", maker));
    try (var hosting = Hosting.open(plan, List.of())) {
      var settings =
          hosting.snapshot().at("now").orElseThrow().skill().declaration().implementation();
      assertThat(given).containsExactly("{\"zone\":\"UTC\"}");
      assertThat(settings.settings().path("zone").asString()).isEqualTo("UTC");

      folder.config("{name: now, path: 'builtin:time', settings: {zone: Asia/Tokyo}}");
      assertThat(hosting.reload().changed()).containsExactly("now");
      assertThat(given).last().isEqualTo("{\"zone\":\"Asia/Tokyo\"}");
    }
  }
}
