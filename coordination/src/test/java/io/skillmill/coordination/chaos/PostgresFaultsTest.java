package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.db.dialect.PostgresProcess;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worker processes and one that enqueues, on a PostgreSQL of their own to which bad things happen:
 * everything acknowledged is there, and everything is done once.
 */
@Tag("I1")
@Tag("I2")
@Tag("I3")
@Tag("I4")
@Tag("I5")
@Tag("I7")
@Tag("I8")
@Timeout(600)
final class PostgresFaultsTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int TASKS = LONG ? 20_000 : 500;
  private static final int BATCH = 25;
  private static final Duration WORK = Duration.ofMillis(4);
  private static final Duration BETWEEN = Duration.ofMillis(LONG ? 2_000 : 600);
  private static final String OURS =
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
          + " WHERE application_name = 'skillmill'";

  @TempDir private Path folder = Path.of("");
  private static @Nullable PostgresProcess server;
  private static int schemas;

  /** What happens to the server, again and again. */
  private interface Blow {
    void strike() throws IOException, SQLException;
  }

  @BeforeAll
  static void start() throws IOException {
    try {
      server = PostgresProcess.start(List.of("-c", "max_connections=40"));
    } catch (PostgresProcess.Unavailable e) {
      System.out.println("skipped: " + e.getMessage());
      abort(e.getMessage());
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static PostgresProcess server() {
    return Objects.requireNonNull(server);
  }

  private Connection stranger() throws SQLException {
    return DriverManager.getConnection(
        server().address().replace("postgresql://skillmill@", "jdbc:postgresql://")
            + "?user=skillmill&ApplicationName=stranger");
  }

  @Test
  void each_task_is_done_once_though_the_servers_backends_are_killed_in_a_loop() throws Exception {
    workUnder("backends killed", LONG ? 200 : 10, Duration.ofMillis(150), this::killBackends);
  }

  private void killBackends() throws SQLException {
    try (var connection = stranger();
        var statement = connection.createStatement();
        var row = statement.executeQuery(OURS)) {
      assertThat(row.next()).isTrue();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "skillmill.chaos", matches = "long")
  void each_task_is_done_once_though_the_server_is_killed_and_started_again() throws Exception {
    workUnder(
        "postmaster killed -9",
        LONG ? 15 : 1,
        BETWEEN,
        () -> {
          server().kill();
          server().startAgain();
        });
  }

  @Test
  @EnabledIfSystemProperty(named = "skillmill.chaos", matches = "long")
  void each_task_is_done_once_though_the_server_stops_at_once_and_starts_again() throws Exception {
    workUnder(
        "immediate stop",
        LONG ? 15 : 1,
        BETWEEN,
        () -> {
          server().stopAtOnce();
          Lull.of(BETWEEN);
          server().startAgain();
        });
  }

  @Test
  void each_task_is_done_once_though_strangers_take_every_connection() throws Exception {
    workUnder(
        "connections all taken",
        LONG ? 15 : 1,
        BETWEEN,
        () -> {
          var taken = takeEveryConnection();
          Lull.of(BETWEEN);
          for (var connection : taken) {
            connection.close();
          }
        });
  }

  /** Ours are cut so that they have to queue up with the strangers. */
  private List<Connection> takeEveryConnection() throws SQLException {
    var taken = new ArrayList<Connection>();
    try {
      killBackends();
      while (true) {
        taken.add(stranger());
      }
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as("there are no more connections").isEqualTo("53300");
      return taken;
    }
  }

  /**
   * The claim was rolled back with the server, so the next one is the task's first attempt too: a
   * fence that counts attempts would let both finish.
   */
  @Test
  void what_was_claimed_before_a_failover_to_an_older_copy_cannot_be_finished_after_it()
      throws IOException {
    var address = address();
    try (var store = LocalSkillStore.open(address);
        var other = LocalSkillStore.open(address)) {
      long id = store.enqueue(List.of(NewTask.of(TaskType.PARSE, "a"))).getFirst().taskId();
      var zombie = store.register(new WorkerCard("zombie", "localhost", 1, 1));
      var heir = other.register(new WorkerCard("heir", "localhost", 2, 1));
      server().keepCopy();
      var lost = claim(store, zombie);
      server().fallBackToCopy();

      var claim = claim(other, heir);
      assertThat(claim.taskId()).isEqualTo(id).isEqualTo(lost.taskId());
      assertThat(claim.attempt()).isEqualTo(lost.attempt());
      assertThat(store.heartbeat(new Beat(zombie, List.of(), List.of(lost.lease()))))
          .isEqualTo(new BeatAnswer.Alive(List.of(lost.lease())));
      assertThat(store.finish(List.of(Reports.completed(lost))))
          .containsExactly(FinishAnswer.LEASE_LOST);
      assertThat(other.finish(List.of(Reports.completed(claim))))
          .containsExactly(FinishAnswer.RECORDED);
      assertThat(store.result(id).flatMap(Result::result))
          .contains(Reports.resultOf(claim.lease()));
      System.out.println("chaos: failover to an older copy x 1: the rolled back claim is refused");
    }
  }

  private static Claim claim(LocalSkillStore store, Registration worker) {
    var request = new ClaimRequest(worker, List.of(), Set.of(), 1);
    return ((ClaimAnswer.Granted) store.claim(request)).claims().getFirst();
  }

  private static String address() {
    return server().address() + "?schema=s" + schemas++;
  }

  private void workUnder(String fault, int times, Duration between, Blow blow) throws Exception {
    var address = address();
    LocalSkillStore.open(address).close();
    try (var fleet = new Fleet(address, folder)) {
      fleet.worker(WORK);
      fleet.worker(WORK);
      fleet.producer(TASKS, BATCH, between.multipliedBy(times).dividedBy(TASKS / BATCH));
      for (int time = 0; time < times; time++) {
        Lull.of(between);
        blow.strike();
      }
      fleet.drain();
      fleet.judge().report(fault, times);
    }
  }
}
