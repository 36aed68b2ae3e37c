package io.skillmill.coordination.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.db.dialect.PostgresServer;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * People open the store with sqlite3 or psql and change a task's state there, without a thought for
 * its lease. The state alone must then be enough to refuse a report.
 */
@Tag("I4")
final class EditedByHandTest {

  private static final String UPDATE = "UPDATE tasks SET status = '%s'";

  @TempDir private Path directory = Path.of("");

  enum Engine {
    SQLITE,
    POSTGRES
  }

  private void reportAfter(Engine engine, TaskState state, Function<Claim, Finish> report)
      throws SQLException {
    switch (engine) {
      case SQLITE -> {
        var file = directory.resolve("store.db").toString();
        reportAfter(file, () -> editFile(file, state), report, state);
      }
      case POSTGRES -> {
        var server = PostgresServer.find();
        assumeTrue(server.isPresent(), "there is no PostgreSQL");
        try (var schema = server.get().schema()) {
          var sql = UPDATE.formatted(state.word());
          reportAfter(schema.address(), () -> schema.run(sql), report, state);
        }
      }
    }
  }

  private interface Edit {
    void byHand() throws SQLException;
  }

  private static void reportAfter(
      String address, Edit edit, Function<Claim, Finish> report, TaskState state)
      throws SQLException {
    try (var store = LocalSkillStore.open(address)) {
      var id = store.enqueue(List.of(NewTask.of(TaskType.PARSE, "a"))).getFirst().taskId();
      var worker = store.register(new WorkerCard("w", "localhost", 1, 1));
      var request = new ClaimRequest(worker, List.of(), Set.of(), 1);
      var claim = ((ClaimAnswer.Granted) store.claim(request)).claims().getFirst();
      edit.byHand();

      assertThat(store.finish(List.of(report.apply(claim))))
          .containsExactly(FinishAnswer.LEASE_LOST);

      assertThat(store.task(id).map(Task::state)).contains(state);
      assertThat(store.result(id)).isEmpty();
      assertThat(store.attempts(id).getFirst().lateAt()).isPresent();
      assertThat(store.check()).as("the damage is found").isNotEmpty();
    }
  }

  private static void editFile(String file, TaskState state) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(UPDATE.formatted(state.word()))).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_task_cancelled_by_hand_cannot_be_completed(Engine engine) throws SQLException {
    reportAfter(engine, TaskState.CANCELLED, Reports::completed);
  }

  @ParameterizedTest
  @EnumSource
  void a_task_queued_by_hand_cannot_be_completed(Engine engine) throws SQLException {
    reportAfter(engine, TaskState.QUEUED, Reports::completed);
  }

  @ParameterizedTest
  @EnumSource
  void a_task_failed_by_hand_cannot_be_rejected(Engine engine) throws SQLException {
    reportAfter(engine, TaskState.FAILED, Reports::rejected);
  }

  @ParameterizedTest
  @EnumSource
  void a_task_cancelled_by_hand_is_not_tried_again_after_a_crash(Engine engine)
      throws SQLException {
    reportAfter(engine, TaskState.CANCELLED, Reports::crashed);
  }
}
