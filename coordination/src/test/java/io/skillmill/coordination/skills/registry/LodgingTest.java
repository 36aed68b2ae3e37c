package io.skillmill.coordination.skills.registry;

import static io.skillmill.coordination.skills.registry.RegistryScene.KINDS;
import static io.skillmill.coordination.skills.registry.RegistryScene.answering;
import static io.skillmill.coordination.skills.registry.RegistryScene.await;
import static io.skillmill.coordination.skills.registry.RegistryScene.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.db.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where registered skills live while they are hosted. */
@Timeout(60)
class LodgingTest {

  @TempDir Path directory;

  /** As one does that removes what is old from the temporary files. */
  @Test
  void where_the_directory_of_the_guests_is_removed_they_get_another() throws Exception {
    try (var database = Database.open(directory.resolve("store.db").toString());
        var registrar = Registrar.open(database, Plan.nothing(), KINDS)) {
      registrar.register(answering("a", "1", 1), "tester");
      registrar.follow();
      var engine = registrar.hosting().engine();
      var before = engine.skills().find("a").orElseThrow();
      Path there = registrar.lodging();
      Files.delete(there);
      await(() -> engine.skills().find("a").orElseThrow() != before);

      assertThat(run(registrar, "a", "{}").path("answer").asInt()).isEqualTo(1);
      assertThat(registrar.lodging()).isNotEqualTo(there).isEmptyDirectory();
    }
  }
}
