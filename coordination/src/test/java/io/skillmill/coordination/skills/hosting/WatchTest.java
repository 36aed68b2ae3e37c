package io.skillmill.coordination.skills.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.classes.JavaKind;
import io.skillmill.coordination.skills.hosting.SkillFolder.Caller;
import io.skillmill.coordination.skills.hosting.SkillFolder.Echo;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files change, however they are written, and what is hosted changes with them. */
@Timeout(60)
class WatchTest {

  @TempDir Path path;
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private SkillFolder folder;
  private Hosting hosting;
  private Watch watch;

  @BeforeEach
  void open() {
    folder = new SkillFolder(path).skill("a", Echo.class);
    folder.write("runtime-config.yaml", "skills:\n  - {name: a, path: a}\ndiscover: [./later]\n");
    watch(folder.open());
  }

  private void watch(Hosting other) {
    hosting = other;
    watch =
        hosting.watch(
            new Watch.Listener() {
              @Override
              public void reloaded(Reloaded reloaded) {
                heard.add(reloaded);
              }

              @Override
              public void failed(Problem problem) {
                heard.add(problem);
              }
            });
  }

  @AfterEach
  void close() {
    watch.close();
    hosting.close();
  }

  private Reloaded reloaded(Predicate<Reloaded> wanted) throws InterruptedException {
    while (true) {
      Object next = Optional.ofNullable(heard.poll(30, TimeUnit.SECONDS)).orElseThrow();
      if (next instanceof Reloaded reloaded && wanted.test(reloaded)) {
        return reloaded;
      }
    }
  }

  private Problem failed() throws InterruptedException {
    while (true) {
      Object next = Optional.ofNullable(heard.poll(30, TimeUnit.SECONDS)).orElseThrow();
      if (next instanceof Problem problem) {
        return problem;
      }
    }
  }

  /** As editors do it: a new file is written and renamed into place. */
  private void rename(String file, String text) throws IOException {
    Path there = path.resolve(file);
    Path fresh = there.resolveSibling(".fresh.swp");
    Files.writeString(fresh, text);
    Files.move(fresh, there, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void a_changed_skill_is_loaded_again() throws Exception {
    folder.skill("a", Caller.class);
    assertThat(reloaded(each -> !each.changed().isEmpty()).changed()).containsExactly("a");

    var yaml = Files.readString(path.resolve("a/skill.yaml"));
    rename("a/skill.yaml", yaml.replace(Caller.class.getName(), Echo.class.getName()));
    reloaded(each -> !each.changed().isEmpty());
    assertThat(SkillFolder.run(hosting, "a", "{'x':1}").path("x").asInt()).isEqualTo(1);
  }

  @Test
  void a_configuration_that_is_renamed_into_place_adds_and_removes() throws Exception {
    folder.skill("b", Echo.class);
    rename("runtime-config.yaml", "skills: [{name: b, path: b}]\n");

    var reloaded = reloaded(each -> !each.added().isEmpty());

    assertThat(reloaded.added()).containsExactly("b");
    assertThat(reloaded.removed()).containsExactly("a");
    folder.skill("b", Caller.class);
    assertThat(reloaded(each -> !each.changed().isEmpty()).changed()).containsExactly("b");
  }

  @Test
  void a_folder_that_appears_later_is_found() throws Exception {
    folder.skill("later/late", Echo.class);

    assertThat(reloaded(each -> !each.added().isEmpty()).added()).isEqualTo(List.of("late"));
  }

  @Test
  void a_bad_configuration_is_told_once_and_changes_nothing_until_it_is_mended() throws Exception {
    folder.write("runtime-config.yaml", "skills: [");
    assertThat(failed().what()).contains("configuration");
    assertThat(SkillFolder.run(hosting, "a", "{'x':1}").path("x").asInt()).isEqualTo(1);

    Files.delete(path.resolve("runtime-config.yaml"));
    assertThat(failed().what()).contains("no configuration");

    folder.skill("c", Echo.class).config("{name: c, path: c}");
    assertThat(reloaded(each -> !each.added().isEmpty()).added()).containsExactly("c");
  }

  @Test
  void what_a_run_leaves_behind_is_no_change() throws Exception {
    folder.write("a/__pycache__/a.pyc", "x").write("a/.cache/b", "y");
    folder.skill("a", Caller.class);

    assertThat(reloaded(_ -> true).changed()).containsExactly("a");
    assertThat(Stamp.of(hosting.seen().places()).files()).noneMatch(file -> file.contains("cache"));
  }

  /** Saves something as soon as the first skill is loaded, once. */
  private void openAgain(Runnable save) {
    close();
    var saved = new AtomicBoolean();
    SkillLoader saver =
        _ -> {
          if (!saved.getAndSet(true)) {
            save.run();
          }
          return SkillLoader.Verdict.accepted();
        };
    var plan = Plan.config(folder.config()).loader(saver);
    watch(Hosting.open(plan, List.of(new JavaKind())));
  }

  @Test
  void what_is_saved_while_the_host_starts_is_taken_up_without_another_change() throws Exception {
    openAgain(() -> folder.skill("a", Caller.class));
    assertThat(reloaded(each -> !each.changed().isEmpty()).changed()).containsExactly("a");

    openAgain(() -> folder.skill("b", Echo.class).config("{name: b, path: b}"));
    assertThat(reloaded(each -> !each.added().isEmpty()).added()).containsExactly("b");

    openAgain(() -> folder.config("{name: a, path: a}", "{name: b, path: b}"));
    assertThat(reloaded(each -> !each.added().isEmpty()).added()).containsExactly("a");
  }

  @Test
  void what_fails_while_the_store_is_away_is_told_once_and_tried_again() throws Exception {
    close();
    heard.clear();
    var away = new AtomicInteger(-1);
    Supplier<List<Guest>> guests =
        () -> {
          if (away.getAndDecrement() > 0) {
            throw Problem.store("The store is away", "Bring it back").asException();
          }
          return List.of();
        };
    watch(Hosting.open(Plan.config(folder.config()).guests(guests), List.of(new JavaKind())));
    away.set(3);
    folder.skill("a", Caller.class);

    assertThat(failed().what()).isEqualTo("The store is away");
    Object next = Optional.ofNullable(heard.poll(30, TimeUnit.SECONDS)).orElseThrow();
    assertThat(next)
        .isInstanceOfSatisfying(
            Reloaded.class, reloaded -> assertThat(reloaded.changed()).containsExactly("a"));
  }

  @Test
  void nothing_is_heard_once_it_is_closed() {
    watch.close();
    folder.skill("a", Caller.class);
    watch.close();

    assertThat(heard).isEmpty();
  }
}
