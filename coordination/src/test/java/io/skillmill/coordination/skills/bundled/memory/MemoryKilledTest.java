package io.skillmill.coordination.skills.bundled.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.chaos.Program;
import io.skillmill.db.Database;
import io.skillmill.db.MemoryRows;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes tell one memory, and one of them is killed in the middle of it. */
@Timeout(120)
class MemoryKilledTest {

  private static final int ENOUGH = 200;

  @Test
  void what_was_acknowledged_is_there_and_nothing_by_halves(@TempDir Path folder) {
    String store = folder.resolve("store.db").toString();
    try (var one = Program.launch(List.of(), MemoryProgram.class, store, "a");
        var other = Program.launch(List.of(), MemoryProgram.class, store, "b")) {
      one.await("told a" + ENOUGH);
      one.kill();
      other.await("told b" + ENOUGH);
      other.kill();

      try (var database = Database.open(store)) {
        var graph = database.read(session -> new MemoryRows(session).read());
        var names =
            graph.entities().stream().map(MemoryRows.Entity::name).collect(Collectors.toSet());

        assertThat(database.integrity()).isEmpty();
        for (var program : List.of(one, other)) {
          for (String line : program.lines()) {
            if (line.startsWith("told ")) {
              assertThat(names).contains(line.substring("told ".length()));
            }
          }
        }
        for (var entity : graph.entities()) {
          if (!entity.name().endsWith("-other")) {
            assertThat(names).contains(entity.name() + "-other");
            assertThat(entity.observations()).containsExactly("first", "second");
          }
        }
      }
    }
  }
}
