package io.skillmill.coordination.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.contract.Reports;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People open the file with sqlite3 and change a task's state there, without a thought for its
 * lease. The state alone must then be enough to refuse a report.
 */
@Tag("I4")
final class EditedByHandTest {

  @TempDir private Path directory = Path.of("");

  private void reportAfter(TaskState state, Function<Claim, Finish> report) throws SQLException {
    var file = directory.resolve(state.word() + ".db");
    try (var store = LocalSkillStore.open(file)) {
      var id = store.enqueue(List.of(NewTask.of(TaskType.PARSE, "a"))).getFirst().taskId();
      var worker = store.register(new WorkerCard("w", "localhost", 1, 1));
      var request = new ClaimRequest(worker, List.of(), Set.of(), 1);
      var claim = ((ClaimAnswer.Granted) store.claim(request)).claims().getFirst();
      setByHand(file, state);

      assertThat(store.finish(List.of(report.apply(claim))))
          .containsExactly(FinishAnswer.LEASE_LOST);

      assertThat(store.task(id).map(Task::state)).contains(state);
      assertThat(store.result(id)).isEmpty();
      assertThat(store.attempts(id).getFirst().lateAt()).isPresent();
      assertThat(store.check()).as("the damage is found").isNotEmpty();
    }
  }

  private static void setByHand(Path file, TaskState state) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.prepareStatement("UPDATE tasks SET status = ?")) {
      statement.setString(1, state.word());
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void a_task_cancelled_by_hand_cannot_be_completed() throws SQLException {
    reportAfter(TaskState.CANCELLED, Reports::completed);
  }

  @Test
  void a_task_queued_by_hand_cannot_be_completed() throws SQLException {
    reportAfter(TaskState.QUEUED, Reports::completed);
  }

  @Test
  void a_task_failed_by_hand_cannot_be_rejected() throws SQLException {
    reportAfter(TaskState.FAILED, Reports::rejected);
  }

  @Test
  void a_task_cancelled_by_hand_is_not_tried_again_after_a_crash() throws SQLException {
    reportAfter(TaskState.CANCELLED, Reports::crashed);
  }
}
