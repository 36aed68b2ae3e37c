package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is expected of a host of many skills, case by case, from outside. */
@Timeout(180)
class HostCasesTest {

  private static final String SAYS = "return {said: '%s'};";

  @TempDir Path folder;
  private Path elsewhere;
  private Skillset skills;

  @BeforeEach
  void prepare() throws IOException {
    elsewhere = Files.createDirectories(folder.resolve("else/where"));
    skills = Skillset.in(folder.resolve("set"));
  }

  private Skillset three() throws IOException {
    for (String name : List.of("time", "fetch", "memory")) {
      skills.mounted(name + "_skill", "builtin:" + name, name);
    }
    return skills;
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void h1_h2_h3_three_skills_from_any_folder_with_every_page() throws IOException {
    try (var host = three().serve(elsewhere)) {
      var root = host.page("/");
      assertThat(root.path("loaded_skills").asInt()).isEqualTo(3);
      assertThat(root.path("skills").propertyNames())
          .containsExactlyInAnyOrder("time", "fetch", "memory");
      assertThat(root.path("service").asString()).isNotBlank();
      assertThat(root.at("/skills/time/mount_path").asString()).isEqualTo("/skills/time");

      var health = host.page("/health");
      assertThat(health.path("status").asString()).isEqualTo("healthy");
      assertThat(health.at("/skills/time/mount_path").asString()).isEqualTo("time");
      var list = host.page("/skills");
      assertThat(list.path("total_skills").asInt()).isEqualTo(3);
      assertThat(list.at("/skills/0/name").asString()).isEqualTo("time_skill");

      var catalog = host.page("/catalog");
      assertThat(catalog.at("/runtime_host/base_url").asString()).isEqualTo(host.url());
      for (var entry : catalog.path("skills")) {
        var skill = entry.path("skill");
        for (String field : List.of("description", "version", "category", "complexity")) {
          assertThat(skill.path(field).asString()).as(field).isNotBlank();
        }
        assertThat(skill.path("base_url").asString()).startsWith(host.url());
        for (String page : List.of("inventory", "schema")) {
          host.page(skill.path("endpoints").path(page).asString());
        }
      }
    }
  }

  @Test
  void h4_one_that_is_off_and_one_that_is_nowhere_leave_the_others() throws IOException {
    three()
        .line("off", "{name: off, path: \"builtin:calculator\", mount: off, enabled: false}")
        .mounted("lost", "./lost", "lost");
    try (var host = skills.serve(elsewhere)) {
      assertThat(host.page("/").path("loaded_skills").asInt()).isEqualTo(3);
      assertThat(host.get("/skills/off/schema").status()).isEqualTo(404);
      assertThat(host.get("/skills/lost/schema").status()).isEqualTo(404);
      var health = host.page("/health");
      assertThat(health.path("status").asString()).isEqualTo("degraded");
      assertThat(health.at("/skills/lost/status").asString()).isEqualTo("failed");
      assertThat(host.post("/reload", "").text()).contains("lost");
    }
  }

  @Test
  void h5_h6_h7_h8_what_the_configuration_says_is_so_after_a_reload() throws IOException {
    skills.script("parrot", SAYS.formatted("one"));
    try (var host = skills.serve(elsewhere)) {
      assertThat(host.run("parrot", "{}").path("said").asString()).isEqualTo("one");

      skills.script("second", SAYS.formatted("here"));
      assertThat(texts(host.post("/reload", "").json().path("new_skills")))
          .containsExactlyInAnyOrder("parrot", "second");
      assertThat(host.run("second", "{}").path("said").asString()).isEqualTo("here");

      skills.script("parrot", SAYS.formatted("two"));
      host.post("/reload", "");
      assertThat(host.run("parrot", "{}").path("said").asString()).isEqualTo("two");

      skills.mounted("parrot", "./parrot", "macaw").without("second");
      host.post("/reload", "");
      assertThat(host.run("macaw", "{}").path("said").asString()).isEqualTo("two");
      assertThat(host.get("/skills/parrot/schema").status()).isEqualTo(404);
      assertThat(host.post("/skills/second/run", "{}").status()).isEqualTo(404);
    }
  }

  @Test
  void h9_h10_a_configuration_that_cannot_be_leaves_what_serves() throws IOException {
    skills.script("parrot", SAYS.formatted("one"));
    try (var host = skills.serve(elsewhere)) {
      for (String bad : List.of("skills: [", "skills: 7", "- nothing")) {
        Files.writeString(skills.config(), bad);
        var refused = host.post("/reload", "");
        assertThat(refused.status()).as(bad).isEqualTo(500);
        assertThat(refused.json().path("error").asString())
            .startsWith("Failed to reload skills: ")
            .doesNotContain(folder.toString());
      }
      skills.mounted("other", "builtin:time", "parrot");
      assertThat(host.post("/reload", "").json().path("error").asString()).contains("parrot");
      assertThat(host.run("parrot", "{}").path("said").asString()).isEqualTo("one");
    }
  }

  @Test
  void h11_nobody_notices_a_reload_but_by_the_version() throws Exception {
    try (var origin = Origin.open().page(Origin.HELD, "application/json", "{\"said\": \"old\"}");
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      skills.script("parrot", SAYS.formatted("0"));
      skills.skill("slow", held(origin));
      try (var host = skills.serve(elsewhere)) {
        var before = CompletableFuture.supplyAsync(() -> run(host, "slow"), pool);
        origin.awaitAsked();
        var on = new AtomicBoolean(true);
        var callers = calling(host, on, pool);
        for (int i = 1; i <= 20; i++) {
          skills.script("parrot", SAYS.formatted(i));
          skills.script("slow", SAYS.formatted("new"));
          assertThat(host.post("/reload", "").status()).isEqualTo(200);
        }
        on.set(false);
        assertThat(run(host, "slow").json().path("said").asString()).isEqualTo("new");
        origin.let();
        assertThat(before.join().json().path("said").asString()).isEqualTo("old");
        for (var caller : callers) {
          assertThat(caller.join()).as("calls that failed").isEmpty();
        }
      }
    }
  }

  private static String held(Origin origin) {
    return "kind: http\nallow_private: true\nurl: " + origin.at(Origin.HELD);
  }

  private static Served.Answer run(Served host, String mount) {
    try {
      return host.post("/skills/" + mount + "/run", "{}");
    } catch (IOException e) {
      return new Served.Answer(0, e.toString());
    }
  }

  private static List<CompletableFuture<List<Served.Answer>>> calling(
      Served host, AtomicBoolean on, ExecutorService pool) {
    var callers = new ArrayList<CompletableFuture<List<Served.Answer>>>();
    for (int i = 0; i < 4; i++) {
      callers.add(
          CompletableFuture.supplyAsync(
              () -> {
                var failed = new ArrayList<Served.Answer>();
                while (on.get()) {
                  var answer = run(host, "parrot");
                  if (answer.status() != 200) {
                    failed.add(answer);
                  }
                }
                return failed;
              },
              pool));
    }
    return callers;
  }

  @Test
  void h12_h14_paths_that_are_not_there_and_a_description_of_those_that_are() throws IOException {
    try (var host = three().serve(elsewhere)) {
      for (String path : List.of("/nowhere", "/skills/nobody/schema", "/skills/time/nowhere")) {
        assertThat(host.get(path).status()).as(path).isEqualTo(404);
      }
      assertThat(host.get("/skills/time/run").status()).isEqualTo(405);

      var openapi = host.page("/openapi.json");
      assertThat(openapi.path("openapi").asString()).startsWith("3.1");
      assertThat(openapi.path("paths").propertyNames())
          .contains("/skills/time/run", "/skills/fetch/run", "/skills/memory/run");
      var ids = new ArrayList<String>();
      openapi
          .path("paths")
          .forEach(path -> path.forEach(one -> ids.add(one.path("operationId").asString("none"))));
      assertThat(ids).hasSameSizeAs(new HashSet<>(ids)).doesNotContain("none");
    }
  }

  @Test
  void h13_what_is_called_is_counted() throws IOException {
    try (var host = three().serve(elsewhere)) {
      String calls = "skillmill_skill_calls_total{skill=\"time\"} ";
      assertThat(host.get("/metrics").text()).contains(calls + 0);
      host.run("time", "{}");
      host.post("/skills/time/run", "{'timezone':'Mars/Olympus_Mons'}");
      assertThat(host.get("/metrics").text())
          .contains(calls + 2)
          .contains("skillmill_skill_errors_total{skill=\"time\",kind=\"refused\"} 1")
          .contains("_bucket{skill=\"time\",le=\"+Inf\"} 2");
    }
  }

  @Test
  void h15_a_port_that_is_taken_is_told_in_a_line() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      var ended =
          Program.compiled(elsewhere)
              .run("serve", "--config", three().config().toString(), "--port", "" + port);
      assertThat(ended.exitCode()).isNotZero();
      assertThat(ended.err()).contains("The port %d of 127.0.0.1 is taken".formatted(port));
    }
  }

  @Test
  void h16_asked_to_end_it_ends_what_it_began() throws Exception {
    try (var origin = Origin.open().page(Origin.HELD, "application/json", "{\"said\": \"all\"}");
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      skills.skill("slow", held(origin));
      try (var host = skills.serve(elsewhere)) {
        var underWay = CompletableFuture.supplyAsync(() -> run(host, "slow"), pool);
        origin.awaitAsked();
        var ended = CompletableFuture.supplyAsync(() -> end(host), pool);
        while (answers(host)) {
          // Asked again and again until it takes nobody in any more.
        }
        origin.let();
        assertThat(Json.readOurs(underWay.join().text()).path("said").asString()).isEqualTo("all");
        assertThat(ended.join()).isZero();
      }
    }
  }

  private static boolean answers(Served host) {
    try {
      return host.get("/health/live").status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private static int end(Served host) {
    try {
      return host.stop();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
