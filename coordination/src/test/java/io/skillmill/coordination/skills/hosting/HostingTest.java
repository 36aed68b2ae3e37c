package io.skillmill.coordination.skills.hosting;

import static io.skillmill.coordination.skills.hosting.SkillFolder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.classes.JavaKind;
import io.skillmill.coordination.skills.hosting.SkillFolder.Caller;
import io.skillmill.coordination.skills.hosting.SkillFolder.Echo;
import io.skillmill.coordination.skills.hosting.SkillFolder.Stuck;
import io.skillmill.coordination.skills.hosting.SkillFolder.Waiting;
import io.skillmill.coordination.skills.hosting.SkillLoader.Verdict;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A configuration becomes skills that can be called, and becomes others while they are. */
@Timeout(60)
class HostingTest {

  @TempDir Path path;
  private SkillFolder folder;

  @BeforeEach
  void folder() {
    folder = new SkillFolder(path);
  }

  private static List<String> mounts(Hosting hosting) {
    return hosting.snapshot().mounted().stream().map(Mounted::mount).toList();
  }

  @Test
  void skills_are_loaded_from_where_the_configuration_stands() {
    folder
        .skill("examples/time", Echo.class)
        .config("{name: time_skill, path: ./examples/time, mount: time, enabled: true}");
    folder.write("examples/time/skill.yaml", declared("now", Echo.class, ""));
    try (var hosting = folder.open()) {
      assertThat(mounts(hosting)).containsExactly("time");
      var mounted = hosting.snapshot().at("time").orElseThrow();
      assertThat(mounted.configName()).isEqualTo("time_skill");
      assertThat(mounted.declaredName()).isEqualTo("now");
      assertThat(mounted.skill().name()).isEqualTo("time_skill");
      for (String name : List.of("time_skill", "time", "now", "/time")) {
        assertThat(run(hosting, name, "{'a':1}").path("a").asInt()).as(name).isEqualTo(1);
      }
    }
  }

  @Test
  void a_disabled_skill_is_not_hosted_and_a_broken_one_leaves_the_others() {
    folder
        .skill("good", Echo.class)
        .skill("off", Echo.class)
        .write("bad/skill.yaml", "name: bad\nimplementation: {jaav: x}\n")
        .write("none/skill.yaml", declared("none", Echo.class, "").replace("Echo", "Nothing"))
        .config(
            "{name: good, path: good}",
            "{name: off, path: off, enabled: false}",
            "{name: gone, path: ./gone}",
            "{name: bad, path: bad}",
            "{name: none, path: none}",
            "{name: odd, path: 'builtin:odd'}");
    try (var hosting = folder.open()) {
      assertThat(mounts(hosting)).containsExactly("good");
      assertThat(run(hosting, "off", "{}").path("failed").asString()).isEqualTo("unknown_skill");
      var failed = hosting.snapshot().failed();
      assertThat(failed)
          .extracting(Failed::configName)
          .containsExactly("gone", "bad", "none", "odd");
      assertThat(failed.get(0).why()).contains("no such directory");
      assertThat(failed.get(1).why()).contains("skill.yaml:2:", "did you mean java?");
      assertThat(failed.get(2).why()).contains("There is no class");
      assertThat(failed.get(3).why()).contains("no builtin skill 'odd'");
      assertThat(failed).noneMatch(each -> each.why().contains(path.toString()));
    }
  }

  @Test
  void a_reload_adds_removes_changes_and_moves() {
    folder.skill("a", Echo.class).skill("b", Echo.class).skill("c", Echo.class);
    folder.config("{name: a, path: a}", "{name: b, path: b}", "{name: d, path: c, mount: old}");
    try (var hosting = folder.open()) {
      var a = hosting.snapshot().at("a").orElseThrow().skill();
      run(hosting, "d", "{}");
      folder.skill("c", Caller.class);
      folder.config(
          "{name: a, path: a, mount: moved}",
          "{name: c, path: b}",
          "{name: d, path: c, mount: old}");
      var reloaded = hosting.reload();
      assertThat(reloaded.oldMounts()).containsExactly("a", "b", "old");
      assertThat(reloaded.newMounts()).containsExactly("moved", "c", "old");
      assertThat(reloaded.added()).containsExactly("moved", "c");
      assertThat(reloaded.removed()).containsExactly("a", "b");
      assertThat(reloaded.changed()).containsExactly("old");
      assertThat(hosting.snapshot().at("moved").orElseThrow().skill()).isSameAs(a);
      assertThat(hosting.snapshot().at("a")).isEmpty();
      assertThat(run(hosting, "/a", "{}").path("failed").asString()).isEqualTo("unknown_skill");
      assertThat(run(hosting, "d", "{'skill':'c'}")).isEqualTo(Json.object());
      assertThat(hosting.snapshot().at("old").orElseThrow().skill().meter().calls()).isEqualTo(2);
    }
  }

  @Test
  void what_has_not_changed_stays_the_same_skill() throws IOException {
    folder
        .skill("a", Echo.class)
        .skill("b", Echo.class)
        .config("{name: a, path: a}", "{name: b, path: b}");
    try (var hosting = folder.open()) {
      var before = hosting.snapshot().mounted().stream().map(Mounted::skill).toList();
      folder.write("a/__pycache__/x.pyc", "left behind").write("a/.hidden", "x");
      Files.setLastModifiedTime(
          path.resolve("a/skill.yaml"), java.nio.file.attribute.FileTime.fromMillis(1));
      assertThat(hosting.reload().changed()).isEmpty();
      assertThat(hosting.snapshot().mounted().stream().map(Mounted::skill).toList())
          .isEqualTo(before);
      folder.write("b/rules.txt", "new");
      assertThat(hosting.reload().changed()).containsExactly("b");
      folder.config("{name: a, path: a, limits: {timeout: 1s}}", "{name: b, path: b}");
      assertThat(hosting.reload().changed()).containsExactly("a");
      assertThat(hosting.snapshot().at("a").orElseThrow().skill().declaration().limits().timeout())
          .isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_bad_configuration_changes_nothing() throws IOException {
    folder.skill("a", Echo.class).config("{name: a, path: a}");
    try (var hosting = folder.open()) {
      var before = hosting.snapshot();
      for (String bad :
          List.of(
              "skills: [",
              "skills: [{name: a, path: a}, {name: b, path: a, mount: a}]",
              "skills: [{name: a}]")) {
        folder.write("runtime-config.yaml", bad);
        assertThatThrownBy(hosting::reload)
            .as(bad)
            .isInstanceOf(ProblemException.class)
            .hasMessageContaining("runtime-config.yaml:1:");
        assertThat(hosting.snapshot()).isSameAs(before);
        assertThat(run(hosting, "a", "{'n':1}").path("n").asInt()).isEqualTo(1);
      }
      Files.delete(folder.config());
      assertThatThrownBy(hosting::reload).isInstanceOf(ProblemException.class);
    }
    folder.write("runtime-config.yaml", "skills: {");
    assertThatThrownBy(folder::open).isInstanceOf(ProblemException.class);
  }

  @Test
  void a_skill_whose_files_break_goes_on_in_its_last_sound_version() {
    folder.skill("a", Echo.class).config("{name: a, path: a}");
    try (var hosting = folder.open()) {
      var skill = hosting.snapshot().at("a").orElseThrow().skill();
      folder.write("a/skill.yaml", "name: a\nimplem");
      var reloaded = hosting.reload();
      assertThat(reloaded.failed()).singleElement().matches(Failed::earlierServes);
      assertThat(reloaded.changed()).isEmpty();
      assertThat(hosting.snapshot().at("a").orElseThrow().skill()).isSameAs(skill);
      folder.skill("a", Caller.class);
      assertThat(hosting.reload().changed()).containsExactly("a");
      assertThat(hosting.snapshot().failed()).isEmpty();
      folder.config("{name: a, path: elsewhere}");
      assertThat(hosting.reload().removed()).containsExactly("a");
    }
  }

  @Test
  void a_call_ends_on_the_version_it_began_with() throws Exception {
    folder.skill("slow", Waiting.class).config("{name: slow, path: slow}");
    int closed = Waiting.CLOSED.get();
    try (var hosting = folder.open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var call = threads.submit(() -> run(hosting, "slow", "{}"));
      assertThat(Waiting.BEGAN.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      folder.skill("slow", Echo.class);
      hosting.reload();
      assertThat(run(hosting, "slow", "{'v':2}").path("v").asInt()).isEqualTo(2);
      Waiting.MAY_END.release();
      assertThat(call.get(10, TimeUnit.SECONDS).path("closed").asInt(-1)).isEqualTo(closed);
      assertThat(Waiting.CLOSED.get()).isEqualTo(closed + 1);
    }
  }

  @Test
  void no_call_fails_while_reloads_go_on() throws Exception {
    folder.skill("a", Echo.class).skill("b", Echo.class).skill("call", Caller.class);
    folder.config("{name: a, path: a}", "{name: b, path: b, mount: x}", "{name: call, path: call}");
    try (var hosting = folder.open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var over = new AtomicBoolean();
      var calls = new AtomicInteger();
      List<Future<Integer>> callers =
          java.util.stream.Stream.of("a", "/x", "call", "a")
              .map(name ->
                  threads.submit(() -> {
                    int failed = 0;
                    while (!over.get()) {
                      var answer = run(hosting, name, "{'skill':'a'}");
                      failed += answer.has("failed") ? 1 : 0;
                      calls.incrementAndGet();
                    }
                    return failed;
                  }))
              .toList();
      for (int round = 0; round < 60; round++) {
        folder.skill("a", Echo.class, "version: 0.0." + round);
        folder.config(
            "{name: a, path: a}",
            "{name: b%d, path: b, mount: x}".formatted(round % 2),
            "{name: call, path: call}");
        assertThat(hosting.reload().changed()).contains("a", "x");
      }
      over.set(true);
      for (var caller : callers) {
        assertThat(caller.get(10, TimeUnit.SECONDS)).isZero();
      }
      assertThat(calls.get()).isPositive();
    }
  }

  @Test
  void a_hundred_skills_are_reloaded_while_they_serve() {
    var entries = new String[100];
    for (int i = 0; i < entries.length; i++) {
      folder.skill("s" + i, Echo.class);
      entries[i] = "{name: s%d, path: s%d}".formatted(i, i);
    }
    folder.config(entries);
    try (var hosting = folder.open()) {
      assertThat(mounts(hosting)).hasSize(100);
      for (int i = 0; i < entries.length; i++) {
        folder.skill("s" + i, Caller.class);
      }
      assertThat(hosting.reload().changed()).hasSize(100);
      assertThat(hosting.reload().changed()).isEmpty();
    }
  }

  @Test
  void a_skill_that_never_loads_is_left_behind() {
    folder.skill("a", Echo.class).skill("stuck", Stuck.class);
    folder.config("{name: stuck, path: stuck}", "{name: a, path: a}");
    var plan = Plan.config(folder.config());
    var loading = new Loading(plan, List.of(new JavaKind()), Duration.ofSeconds(1));
    try (var hosting = Hosting.open(plan, loading)) {
      assertThat(mounts(hosting)).containsExactly("a");
      assertThat(hosting.snapshot().failed())
          .singleElement()
          .satisfies(failed -> assertThat(failed.why()).contains("did not load within 1 s"));
    }
  }

  @Test
  void builtin_skills_and_the_changes_of_the_configuration() {
    folder.config("{name: now, path: 'builtin:time', description: Better, mount: clock}");
    var declaration =
        new SkillDeclaration(
            "time",
            About.of("Tells the time"),
            Json.object(),
            Json.object(),
            SkillLimits.DEFAULT,
            List.of(),
            Optional.empty(),
            new Implementation(Implementation.Kind.JAVA, Json.object()));
    var plan =
        Plan.config(folder.config())
            .builtins(Map.of("time", _ -> HostedSkill.of(declaration, new Echo())));
    try (var hosting = Hosting.open(plan, List.of())) {
      var skill = hosting.snapshot().at("clock").orElseThrow().skill();
      assertThat(skill.name()).isEqualTo("now");
      assertThat(skill.declaration().description()).isEqualTo("Better");
      hosting.reload();
      assertThat(hosting.snapshot().at("clock").orElseThrow().skill()).isSameAs(skill);
    }
  }

  @Test
  void a_loader_refuses_changes_and_supplies() {
    folder.skill("no", Echo.class).skill("other", Echo.class).skill("code", Echo.class);
    folder.config("{name: no, path: no}", "{name: other, path: other}", "{name: code, path: code}");
    SkillLoader loader =
        candidate ->
            switch (candidate.entry().name()) {
              case "no" -> new Verdict.Refused("It is not signed");
              case "other" -> new Verdict.Changed(candidate.declaration().described("Changed"));
              case "code" -> new Verdict.Supplied((_, _) -> Json.object().put("by", "loader"));
              default -> Verdict.accepted();
            };
    var plan = Plan.config(folder.config()).loader(loader);
    try (var hosting = Hosting.open(plan, List.of(new JavaKind()))) {
      assertThat(mounts(hosting)).containsExactly("other", "code");
      assertThat(hosting.snapshot().failed())
          .singleElement()
          .satisfies(failed -> assertThat(failed.why()).isEqualTo("It is not signed"));
      assertThat(hosting.snapshot().at("other").orElseThrow().skill().declaration().description())
          .isEqualTo("Changed");
      assertThat(run(hosting, "code", "{}").path("by").asString()).isEqualTo("loader");
    }
  }

  @Test
  void skills_are_discovered_below_folders() {
    folder
        .skill("examples/my_time", Echo.class)
        .skill("examples/fetch", Echo.class)
        .skill("listed", Echo.class)
        .write("examples/notes/readme.txt", "none")
        .write("examples/.hidden/skill.yaml", "name: x");
    folder.config("{name: listed, path: listed}");
    try (var hosting = folder.open()) {
      assertThat(mounts(hosting)).containsExactly("listed");
      var reloaded = hosting.rediscover();
      assertThat(reloaded.added()).containsExactly("fetch", "my-time");
      assertThat(run(hosting, "my_time_skill", "{'a':1}").path("a").asInt()).isEqualTo(1);
      assertThat(hosting.reload().removed()).isEmpty();
    }
    folder.write("runtime-config.yaml", "discover: [examples]");
    try (var hosting = folder.open()) {
      assertThat(mounts(hosting)).containsExactly("fetch", "my-time");
    }
    try (var hosting =
        Hosting.open(Plan.folder(path.resolve("examples")), List.of(new JavaKind()))) {
      assertThat(mounts(hosting)).containsExactly("fetch", "my-time");
    }
  }

  @Test
  void one_skill_is_hosted_by_itself() {
    folder.skill("alone", Echo.class);
    var plan = Plan.skill(path.resolve("alone")).depth(2);
    try (var hosting = Hosting.open(plan, List.of(new JavaKind()))) {
      assertThat(run(hosting, "alone", "{'a':1}").path("a").asInt()).isEqualTo(1);
      folder.write("alone/skill.yaml", "name: [");
      assertThatThrownBy(hosting::reload).isInstanceOf(ProblemException.class);
      assertThat(mounts(hosting)).containsExactly("alone");
    }
    assertThatThrownBy(() -> Hosting.open(Plan.skill(path.resolve("gone")), List.of()))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void an_alias_hides_no_cycle() {
    folder.skill("a", Caller.class);
    folder.config("{name: first, path: a, mount: m}");
    try (var hosting = folder.open()) {
      for (String name : List.of("first", "m", "/m", "a")) {
        assertThat(run(hosting, name, "{'skill':'m'}").path("why").asString())
            .isEqualTo("Circular dependency detected: first -> first");
      }
    }
  }

  private static String declared(String name, Class<?> code, String more) {
    return "name: %s\nimplementation: {java: %s}\n%s\n".formatted(name, code.getName(), more);
  }
}
