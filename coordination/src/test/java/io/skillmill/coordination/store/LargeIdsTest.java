package io.skillmill.coordination.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.db.dialect.PostgresServer;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Graphile-worker 0.17: ids were cast to a type of 32 bits when a batch failed. Here ids begin past
 * it, and every verb is tried.
 */
final class LargeIdsTest {

  private static final long FIRST = 1L << 40;

  @Test
  void tasks_with_ids_past_32_bits_work_in_a_file(@TempDir Path directory) throws SQLException {
    var file = directory.resolve("store.db");
    try (var store = LocalSkillStore.open(file)) {
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          var statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES ('tasks', %d)".formatted(FIRST));
      }
      useEveryVerb(store);
    }
  }

  @Test
  void tasks_with_ids_past_32_bits_work_on_a_server() throws SQLException {
    var server = PostgresServer.find();
    assumeTrue(server.isPresent(), "there is no PostgreSQL");
    try (var schema = server.get().schema();
        var store = LocalSkillStore.open(schema.address())) {
      schema.run("SELECT setval(pg_get_serial_sequence('tasks', 'task_id'), %d)".formatted(FIRST));
      useEveryVerb(store);
    }
  }

  private static void useEveryVerb(LocalSkillStore store) {
    var tasks = List.of("completed", "rejected", "crashed", "released", "lost", "cancelled");
    var ids =
        store
            .enqueue(tasks.stream().map(name -> NewTask.of(TaskType.PARSE, name)).toList())
            .stream()
            .map(answer -> answer.taskId())
            .toList();
    assertThat(ids).allMatch(id -> id > FIRST);
    var worker = store.register(new WorkerCard("w", "localhost", 1, 1));
    var request = new ClaimRequest(worker, List.of(), Set.of(), tasks.size());
    var claims = ((ClaimAnswer.Granted) store.claim(request)).claims();
    assertThat(claims.stream().map(Claim::taskId)).containsExactlyElementsOf(ids);

    assertThat(
            store.finish(
                List.of(
                    Reports.completed(claims.get(0)),
                    Reports.rejected(claims.get(1)),
                    Reports.crashed(claims.get(2)))))
        .containsOnly(FinishAnswer.RECORDED);
    List<Lease> back = List.of(claims.get(3).lease());
    assertThat(store.release(back)).isEqualTo(1);
    assertThat(store.cancel(TaskSelection.task(ids.get(5)))).isEqualTo(1);
    assertThat(store.rescue(store.pulses().getFirst())).isEqualTo(1);
    assertThat(store.retry(TaskSelection.task(ids.get(1)))).isEqualTo(1);
    assertThat(store.counts()).isEqualTo(new Counts(4, 0, 1, 0, 1));
    assertThat(store.check()).isEmpty();
    assertThat(store.prune(Duration.ZERO, EnumSet.of(TaskState.CANCELLED)).tasks())
        .isBetween(0L, 1L);
  }
}
