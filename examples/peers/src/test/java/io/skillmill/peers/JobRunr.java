package io.skillmill.peers;

import com.zaxxer.hikari.HikariDataSource;
import java.util.stream.IntStream;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jspecify.annotations.Nullable;

/**
 * JobRunr: 50 workers on PostgreSQL, 16 on SQLite; it polls every five seconds at the quickest. It
 * finds and calls the job in this class by name, so this is public, and no record, which it cannot
 * read.
 */
public final class JobRunr implements Peer {

  private static final int BATCH = 1_000;

  // Its jobs are static calls that it finds by name.
  private static volatile @Nullable Progress progress;
  private static volatile @Nullable HikariDataSource results;
  private static volatile String body = "";

  private final Place place;

  JobRunr(Place place) {
    this.place = place;
  }

  @Override
  public String name() {
    return "JobRunr 8.7.0";
  }

  /** The job. */
  public static void work(int number) {
    var current = java.util.Objects.requireNonNull(progress);
    current.begun();
    if (!body.isEmpty()) {
      Place.keepResult(java.util.Objects.requireNonNull(results), "job-" + number, body);
    }
    current.done();
  }

  @Override
  public Rate run(int tasks, int resultBytes) throws Exception {
    try (var source = place.fresh("peer_jobrunr", place.isServer() ? 55 : 8)) {
      Place.makeResults(source);
      var counting = new Progress(tasks);
      progress = counting;
      results = source;
      body = Progress.body(resultBytes);
      var server =
          BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
              .andPollIntervalInSeconds(5)
              .andWorkerCount(place.isServer() ? 50 : 16);
      var scheduler =
          org.jobrunr.configuration.JobRunr.configure()
              .useStorageProvider(SqlStorageProviderFactory.using(source))
              .useBackgroundJobServer(server, false)
              .initialize()
              .getJobScheduler();
      long start = System.nanoTime();
      for (int from = 0; from < tasks; from += BATCH) {
        scheduler.enqueue(
            IntStream.range(from, Math.min(tasks, from + BATCH)).boxed(),
            number -> JobRunr.work(number));
      }
      long enqueue = System.nanoTime() - start;
      org.jobrunr.configuration.JobRunr.getBackgroundJobServer().start();
      counting.awaitAll();
      Place.awaitNone(source, "SELECT count(*) FROM jobrunr_jobs WHERE state <> 'SUCCEEDED'");
      var rate = Rate.of(tasks, enqueue, counting.nanosSinceFirst());
      org.jobrunr.configuration.JobRunr.destroy();
      return rate;
    }
  }
}
