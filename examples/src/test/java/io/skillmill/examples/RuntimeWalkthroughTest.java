package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three skills behind one port, as examples/runtime has them: what docs/guide/host-skills.md walks
 * through, from outside.
 */
@Timeout(180)
class RuntimeWalkthroughTest {

  private static final String CONFIG = "examples/runtime/runtime-config.yaml";
  private static final List<String> MOUNTS = List.of("time", "fetch", "memory");

  @TempDir Path folder;

  @Test
  void one_service_has_every_page_that_several_had() throws IOException {
    try (var host = Served.start(folder, CONFIG)) {
      var root = host.page("/");
      assertThat(root.path("loaded_skills").asInt()).isEqualTo(3);
      for (String mount : MOUNTS) {
        var endpoints = root.path("skills").path(mount).path("endpoints");
        assertThat(endpoints.path("run").asString()).isEqualTo("/skills/" + mount + "/run");
        var inventory = host.page(endpoints.path("inventory").asString());
        assertThat(inventory.path("skill").path("name").asString()).isNotBlank();
        var schema = host.page(endpoints.path("schema").asString());
        assertThat(schema.path("parameters").path("type").asString()).isEqualTo("object");
        assertThat(schema.path("method").asString()).isEqualTo("POST");
      }
      var health = host.page("/health");
      assertThat(health.path("status").asString()).isEqualTo("healthy");
      assertThat(health.path("skills").path("time").path("status").asString()).isEqualTo("loaded");
      assertThat(host.page("/skills").path("total_skills").asInt()).isEqualTo(3);
      assertThat(host.get("/skills/greeting/schema").status()).isEqualTo(404);
    }
  }

  @Test
  void the_catalog_says_everything_with_addresses_that_work() throws IOException {
    try (var host = Served.start(folder, CONFIG)) {
      var catalog = host.page("/catalog");
      assertThat(catalog.path("runtime_host").path("total_skills").asInt()).isEqualTo(3);
      for (JsonNode entry : catalog.path("skills")) {
        var skill = entry.path("skill");
        assertThat(skill.path("description").asString()).isNotBlank();
        assertThat(skill.path("category").asString()).isNotBlank();
        assertThat(skill.path("complexity").asString()).isNotBlank();
        assertThat(skill.path("use_cases")).isNotEmpty();
        assertThat(skill.path("tags")).isNotEmpty();
        assertThat(skill.path("base_url").asString()).startsWith(host.url());
      }
    }
  }

  @Test
  void the_time_is_told_anywhere_and_nonsense_is_refused() throws IOException {
    try (var host = Served.start(folder, CONFIG)) {
      var tokyo = host.run("time", "{'timezone':'Asia/Tokyo'}");
      assertThat(OffsetDateTime.parse(tokyo.path("iso_8601").asString()).getOffset())
          .isEqualTo(ZoneId.of("Asia/Tokyo").getRules().getOffset(Instant.now()));
      assertThat(host.run("time", "{}").path("timezone").asString()).isEqualTo("UTC");
      assertThat(host.run("time", "{'skill_input':{'timezone':'Asia/Tokyo'}}").path("timezone"))
          .isEqualTo(tokyo.path("timezone"));

      for (String zone : List.of("Mars/Olympus_Mons", "../../etc/passwd")) {
        var refused = host.post("/skills/time/run", "{'timezone':'%s'}".formatted(zone));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asString())
            .contains("Invalid timezone: '%s'".formatted(zone));
      }
      assertThat(host.post("/skills/time/run", "{'timezone':9}").status()).isEqualTo(422);
      assertThat(host.post("/skills/time/run", "no json").status()).isEqualTo(422);
      assertThat(host.get("/skills/time/run").status()).isEqualTo(405);
      assertThat(host.get("/skills/gone/schema").status()).isEqualTo(404);
    }
  }

  @Test
  void what_is_remembered_is_found_again_after_a_restart() throws Exception {
    try (var host = Served.start(folder, CONFIG)) {
      host.run(
          "memory",
          "{'operation':'create_entities','entities':[{'name':'user','entityType':'person',"
              + "'observations':['prefers one host to many']}]}");
      assertThat(host.stop()).isZero();
    }
    try (var host = Served.start(folder, CONFIG)) {
      var found = host.run("memory", "{'operation':'search_nodes','params':{'query':'ONE HOST'}}");
      assertThat(found.path("response").asString()).contains("user").contains("prefers one host");
      assertThat(host.post("/skills/memory/run", "{'operation':'dance'}").status()).isEqualTo(400);
    }
  }

  @Test
  void pages_of_this_machine_are_not_fetched() throws IOException {
    try (var host = Served.start(folder, CONFIG)) {
      for (String url :
          List.of(host.url(), "http://169.254.169.254/", "http://[::1]/", "file:///etc/passwd")) {
        assertThat(host.post("/skills/fetch/run", "{'url':'%s'}".formatted(url)).status())
            .as(url)
            .isEqualTo(400);
      }
    }
  }

  @Test
  void a_skill_that_is_added_answers_after_a_reload_and_a_broken_file_changes_nothing()
      throws IOException {
    Path config = copyOfTheExample();
    try (var host = Served.start(folder, config.toString())) {
      assertThat(host.post("/skills/greeting/run", "{'name':'Ada'}").status()).isEqualTo(404);

      Files.writeString(
          config, Files.readString(config).replace("enabled: false", "enabled: true"));
      var reloaded = host.post("/reload", "");
      assertThat(reloaded.status()).isEqualTo(200);
      assertThat(reloaded.json().path("total_loaded").asInt()).isEqualTo(4);
      assertThat(host.run("greeting", "{'name':'Ada'}").path("greeting").asString())
          .startsWith("Hello Ada, it is ");

      String sound = Files.readString(config);
      Files.writeString(config, "skills: [");
      var refused = host.post("/reload", "");
      assertThat(refused.status()).isEqualTo(500);
      assertThat(refused.json().path("error").asString()).doesNotContain(folder.toString());
      assertThat(host.run("greeting", "{'name':'Ada'}").path("greeting").asString())
          .startsWith("Hello Ada");

      Files.writeString(config, sound.replace("enabled: true", "enabled: false"));
      assertThat(host.post("/reload", "").json().path("total_loaded").asInt()).isZero();
      assertThat(host.get("/skills/time/schema").status()).isEqualTo(404);
    }
  }

  private Path copyOfTheExample() throws IOException {
    Path from = Clone.ROOT.resolve("examples/runtime");
    for (Path file : Clone.files(from)) {
      Path copy = folder.resolve("runtime").resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    return folder.resolve("runtime/runtime-config.yaml");
  }

  @Test
  void calls_are_counted_for_each_skill() throws IOException {
    try (var host = Served.start(folder, CONFIG)) {
      host.run("time", "{}");
      host.post("/skills/time/run", "{'timezone':'Mars'}");
      assertThat(host.get("/metrics").text())
          .contains("skillmill_skill_calls_total{skill=\"time\"} 2")
          .contains("skillmill_skill_errors_total{skill=\"time\",kind=\"refused\"} 1")
          .contains("# TYPE")
          .contains("histogram");
    }
  }

  @Test
  void a_queued_run_is_answered_like_a_call() throws IOException {
    var skillmill = Program.compiled(folder);
    var enqueued =
        skillmill.run("enqueue", "--run", "time", "--input", "{\"timezone\": \"Asia/Tokyo\"}");
    assertThat(enqueued.out()).as(enqueued.err()).isEqualTo("task 1\n");
    var worked =
        skillmill.run("work", "--drain", "--runtime-config", Clone.ROOT.resolve(CONFIG).toString());
    assertThat(worked.out()).as(worked.err()).contains("1 completed");
    assertThat(skillmill.run("result", "1").out()).contains("Asia/Tokyo");
  }
}
