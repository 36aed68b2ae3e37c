package io.skillmill.coordination.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that closes any descriptor of a file loses every lock it holds on that file, and SQLite
 * does not know.
 */
final class FileLocksTest {

  private static final Path LOCKS = Path.of("/proc/locks");

  /**
   * honker 80: the program read its own database file, lost SQLite's locks with it, and went on
   * writing to a log that another process had removed.
   */
  @Test
  void nothing_this_process_does_drops_its_locks_on_the_file(@TempDir Path directory)
      throws IOException, SQLException {
    if (!Files.isReadable(LOCKS)) {
      System.out.println("skipped: the locks of a file are read from /proc/locks, not here");
      return;
    }
    var file = directory.resolve("store.db");
    try (var store = LocalSkillStore.open(file)) {
      store.enqueue(List.of(NewTask.of(TaskType.PARSE, "a")));
      long held = locks(file);
      assertThat(held).as("locks while a store is open").isPositive();

      try (var second = LocalSkillStore.open(file)) {
        assertThat(second.counts().queued()).isEqualTo(1);
      }
      assertThat(locks(file)).as("after a second store was closed").isEqualTo(held);
      assertThat(store.check()).isEmpty();
      assertThat(locks(file)).as("after a check").isEqualTo(held);
      store.backup(directory.resolve("copy.db"));
      assertThat(locks(file)).as("after a backup").isEqualTo(held);
      assertThatThrownBy(() -> LocalSkillStore.open(directory)).isNotNull();
      assertThat(store.place()).isEqualTo(file.toString());
      assertThat(locks(file)).as("after a store that could not be opened").isEqualTo(held);
    }
  }

  /** The lines of this process that name the file's number, those of its memory included. */
  private static long locks(Path file) throws IOException {
    var mine = " " + ProcessHandle.current().pid() + " ";
    var memory = file.resolveSibling(file.getFileName() + "-shm");
    return Files.readAllLines(LOCKS).stream()
        .filter(line -> line.contains(mine))
        .filter(line -> names(line, file) || names(line, memory))
        .count();
  }

  private static boolean names(String line, Path file) {
    try {
      return line.contains(":" + Files.getAttribute(file, "unix:ino") + " ");
    } catch (IOException e) {
      return false;
    }
  }
}
