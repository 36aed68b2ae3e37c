package io.skillmill.coordination.skills.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.chaos.Program;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.db.Database;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host is killed in the middle of registering. */
@Timeout(120)
class RegistrarKilledTest {

  @Test
  void what_was_acknowledged_serves_after_a_restart(@TempDir Path folder) {
    String store = folder.resolve("store.db").toString();
    try (var program = Program.launch(List.of(), RegisteringProgram.class, store)) {
      program.await("kept s40 1");
      program.kill();

      try (var database = Database.open(store);
          var registrar = Registrar.open(database, Plan.nothing(), RegistryScene.KINDS)) {
        assertThat(database.integrity()).isEmpty();
        for (String line : program.lines()) {
          if (line.startsWith("kept ")) {
            String[] words = line.split(" ", -1);
            assertThat(registrar.registry().find(words[1], Long.parseLong(words[2])))
                .as(line)
                .isPresent();
            assertThat(RegistryScene.run(registrar, words[1], "{}").path("instructions").asString())
                .as(line)
                .startsWith("Do ");
          }
        }
        for (var revision : registrar.registry().serving()) {
          assertThat(registrar.registry().history(revision.skill()))
              .hasSize((int) revision.revision());
        }
      }
    }
  }
}
