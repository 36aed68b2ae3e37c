package io.skillmill.coordination.skills.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.Budget;
import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.classes.JavaKind;
import io.skillmill.coordination.skills.hosting.SkillFolder.Echo;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the hosted skills and what runs change at the same moment. */
@Timeout(120)
class OneSwapTest {

  private static final int RELOADS = 150;

  @TempDir Path path;

  private static void look(Hosting hosting) {
    var before = hosting.engine().skills();
    var snapshot = hosting.snapshot();
    if (hosting.engine().skills() == before) {
      assertThat(snapshot.mounted())
          .allSatisfy(
              mounted -> assertThat(before.find(mounted.address())).containsSame(mounted.skill()));
    }
  }

  private static void run(Hosting hosting) {
    try (var stay = hosting.engine().stay()) {
      var mounted = Hosting.snapshot(stay.skills()).mounted().getFirst();
      HostedSkill skill = mounted.skill();
      assertThat(stay.skills().find(mounted.address())).containsSame(skill);
      var request = RunRequest.of(mounted.address(), Json.object().put("x", 1));
      assertThat(stay.run(request, Budget.UNBOUNDED, List.of())).isInstanceOf(RunAnswer.Done.class);
    }
  }

  @Test
  void a_mount_is_never_there_without_its_skill_nor_with_that_of_another_time() throws Exception {
    var folder = new SkillFolder(path).skill("a", Echo.class).skill("b", Echo.class);
    folder.config("{name: a, path: a, mount: m}");
    var over = new AtomicBoolean();
    try (var hosting = Hosting.open(Plan.config(folder.config()), List.of(new JavaKind()));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lookers = new ArrayList<Future<?>>();
      for (int i = 0; i < 4; i++) {
        lookers.add(
            threads.submit(() -> {
              while (!over.get()) {
                look(hosting);
                run(hosting);
              }
            }));
      }
      try {
        for (int i = 0; i < RELOADS; i++) {
          folder.config(
              switch (i % 3) {
                case 0 -> "{name: b, path: b, mount: m}";
                case 1 -> "{name: b, path: b, mount: n}";
                default -> "{name: a, path: a, mount: m}";
              });
          hosting.reload();
        }
      } finally {
        over.set(true);
      }
      for (var looker : lookers) {
        looker.get();
      }
    }
  }
}
