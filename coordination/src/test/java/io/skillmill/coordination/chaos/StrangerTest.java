package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.db.dialect.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stranger holds the lock on the store for longer than it takes to be given up for dead: nobody
 * can write, not even a sign of life. That costs time, and nobody is rescued for it.
 */
@Tag("I1")
@Tag("I3")
@Tag("I5")
@Tag("I12")
@Timeout(240)
final class StrangerTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int HOLDS = LONG ? 10 : 1;
  private static final Duration HOLD = WitnessWorker.LOST_AFTER.multipliedBy(2);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int TASKS = LONG ? 4_000 : 400;

  @TempDir private Path folder = Path.of("");

  /** Takes a lock and gives it back with the end of the transaction. */
  private interface Taking {
    void on(Connection connection) throws SQLException;
  }

  @Test
  void nobody_is_taken_for_dead_while_a_stranger_holds_the_lock_on_the_file() throws Exception {
    var file = folder.resolve("store.db").toString();
    LocalSkillStore.open(file).close();
    try (var stranger = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      workBeside(file, stranger, connection -> run(connection, "BEGIN IMMEDIATE"));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "skillmill.chaos", matches = "long")
  void nobody_is_taken_for_dead_while_a_stranger_holds_the_lock_on_the_workers() throws Exception {
    var server = PostgresServer.find();
    assumeTrue(server.isPresent(), "there is no PostgreSQL");
    try (var schema = server.get().schema()) {
      LocalSkillStore.open(schema.address()).close();
      try (var stranger = schema.connect()) {
        workBeside(
            schema.address(),
            stranger,
            connection -> run(connection, "BEGIN; LOCK TABLE workers IN EXCLUSIVE MODE"));
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void workBeside(String address, Connection stranger, Taking taking) throws SQLException {
    var work = Duration.ofMillis(100);
    try (var fleet = new Fleet(address, folder)) {
      fleet.worker(work);
      fleet.worker(work);
      fleet.worker(work);
      fleet.producer(TASKS, 50, Duration.ofMillis(200));
      for (int hold = 0; hold < HOLDS; hold++) {
        Lull.of(BETWEEN);
        taking.on(stranger);
        Lull.of(HOLD);
        run(stranger, "ROLLBACK");
      }
      fleet.drain();

      var verdict = fleet.judge();
      verdict.report("lock held by a stranger", HOLDS);
      assertThat(verdict.taken()).as("attempts taken from workers that lived").isZero();
    }
  }
}
