package io.skillmill.db.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.db.Database;
import io.skillmill.db.Durability;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a million tasks queued and a million finished, a claim still touches only what it takes. */
@Timeout(240)
class ClaimPlanTest {

  private static final int MILLION = 1_000_000;

  @TempDir Path folder;

  @Test
  void a_claim_stays_on_its_index_beside_two_million_tasks() {
    try (Database database = Database.open(folder.resolve("store.db"))) {
      long nanosAmongFew = claimNanos(database);
      fill(database, "queued", MILLION);
      fill(database, "completed", MILLION);
      database.write(
          Durability.RELAXED,
          s -> {
            s.run("ANALYZE");
            return true;
          });
      assertThat(plan(database, "claim_tasks"))
          .anyMatch(step -> step.contains("USING INDEX tasks_ready (queue=?)"))
          .anyMatch(step -> step.contains("USING INTEGER PRIMARY KEY"))
          .noneMatch(step -> step.contains("SCAN tasks"))
          .noneMatch(step -> step.contains("USE TEMP B-TREE"));
      assertThat(plan(database, "look_for_work"))
          .anyMatch(step -> step.contains("USING INDEX tasks_ready (queue=?)"))
          .anyMatch(step -> step.contains("USING INDEX tasks_waiting (queue=?)"))
          .noneMatch(step -> step.contains("SCAN tasks"));
      assertThat(plan(database, "wake_due_tasks"))
          .anyMatch(step -> step.contains("tasks_waiting"))
          .noneMatch(step -> step.contains("SCAN tasks"));
      assertThat(plan(database, "find_task_by_key")).anyMatch(step -> step.contains("tasks_key"));
      assertThat(plan(database, "find_claims_of_worker"))
          .anyMatch(step -> step.contains("tasks_claimed"));
      long nanosAmongMany = claimNanos(database);
      System.out.printf(
          "claim of 50: %d us among few, %d us among 2,000,000%n",
          nanosAmongFew / 1000, nanosAmongMany / 1000);
      assertThat(nanosAmongMany).isLessThan(Math.max(20 * nanosAmongFew, 50_000_000));
    }
  }

  private static void fill(Database database, String status, int tasks) {
    database.write(
        Durability.RELAXED,
        s -> {
          s.run(
              """
              WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
              INSERT INTO tasks (task_type, skill_path, status, created_at, queue, priority, run_at,
                waiting, max_attempts, timeout_ms, parser)
              SELECT 'parse', 'skills/' || i, '%s', 0, 'default', i %% 3, 0, 0, 10, 60000, 'p' FROM n
              """
                  .formatted(tasks, status));
          return true;
        });
  }

  private static List<String> plan(Database database, String statement) {
    String text = Statements.SQLITE.wording(statement).text().replace("?", "1");
    return database.read(s ->
        s.ask(
            "EXPLAIN QUERY PLAN " + text.replace("json_each(1)", "json_each('[\"p\"]')"),
            row -> {
              row.number();
              row.number();
              row.number();
              return row.text();
            }));
  }

  /** The quickest of several claims of 50, of which nothing stays. */
  private static long claimNanos(Database database) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      database.write(
          Durability.RELAXED,
          s -> s.rows("claim_tasks", Row::number, "w", 0L, "default", "[\"p\"]", 50).size());
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}
