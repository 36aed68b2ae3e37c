package io.skillmill.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * db-scheduler: on PostgreSQL with lock-and-fetch and 50 threads, as its manual recommends for
 * throughput; on SQLite with fetch, 10 threads and one connection.
 */
record DbScheduler(Place place) implements Peer {

  private static final int BATCH = 1_000;

  @Override
  public String name() {
    return "db-scheduler 16.12.0";
  }

  @Override
  public Rate run(int tasks, int resultBytes) throws Exception {
    try (var source = place.fresh("peer_db_scheduler", place.isServer() ? 55 : 1)) {
      makeTables(source);
      Place.makeResults(source);
      var progress = new Progress(tasks);
      String body = Progress.body(resultBytes);
      var task =
          Tasks.oneTime("noop")
              .execute((instance, _) -> {
                progress.begun();
                if (resultBytes > 0) {
                  Place.keepResult(source, instance.getId(), body);
                }
                progress.done();
              });
      var builder = Scheduler.create(source, task).pollingInterval(Duration.ofMillis(100));
      var scheduler =
          place.isServer()
              ? builder.threads(50).pollUsingLockAndFetch(1.0, 4.0).build()
              : builder.threads(10).pollUsingFetch(1.0, 4.0).build();
      long start = System.nanoTime();
      for (int from = 0; from < tasks; from += BATCH) {
        List<TaskInstance<?>> batch = new ArrayList<>(BATCH);
        for (int i = from; i < Math.min(tasks, from + BATCH); i++) {
          batch.add(task.instance("job-" + i));
        }
        scheduler.scheduleBatch(batch, Instant.now());
      }
      long enqueue = System.nanoTime() - start;
      scheduler.start();
      progress.awaitAll();
      Place.awaitNone(source, "SELECT count(*) FROM scheduled_tasks");
      var rate = Rate.of(tasks, enqueue, progress.nanosSinceFirst());
      scheduler.stop();
      return rate;
    }
  }

  private void makeTables(HikariDataSource source) throws Exception {
    // SQLite's driver binds instants as numbers. A column of text would turn them into text, which
    // the driver then fails to read as a date, and nothing would ever be picked.
    String time = place.isServer() ? "TIMESTAMP WITH TIME ZONE" : "INTEGER";
    String bytes = place.isServer() ? "BYTEA" : "BLOB";
    Place.run(
        source,
        """
        CREATE TABLE scheduled_tasks (
          task_name TEXT NOT NULL, task_instance TEXT NOT NULL, task_data %2$s,
          execution_time %1$s NOT NULL, picked BOOLEAN NOT NULL, picked_by TEXT,
          last_success %1$s, last_failure %1$s, consecutive_failures INT, last_heartbeat %1$s,
          version BIGINT NOT NULL, priority SMALLINT, PRIMARY KEY (task_name, task_instance))
        """
            .formatted(time, bytes),
        "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
        "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)");
  }
}
