package io.skillmill.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.db.sql.Row;
import io.skillmill.schema.problem.ProblemException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DatabaseWriteTest {

  @TempDir Path folder;

  @Test
  void writes_that_wait_together_are_committed_together() throws Exception {
    try (Database database = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long before = database.changeMark();
      var gate = new CountDownLatch(1);
      var writes = new ArrayList<Future<?>>();
      writes.add(threads.submit(() -> database.write(Durability.SYNCED, _ -> await(gate))));
      for (int i = 0; i < 200; i++) {
        String queue = "q" + i;
        writes.add(
            threads.submit(
                () -> database.write(Durability.SYNCED, s -> s.change("add_queue", queue))));
      }
      gate.countDown();
      for (var write : writes) {
        write.get();
      }
      assertThat(count(database)).isEqualTo(200);
      assertThat(database.changeMark() - before).isLessThan(100);
    }
  }

  @Test
  void one_callers_mistake_fails_its_own_write_alone() throws Exception {
    try (Database database = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var gate = new CountDownLatch(1);
      Future<Boolean> first =
          threads.submit(() -> database.write(Durability.SYNCED, _ -> await(gate)));
      var good = new ArrayList<Future<Integer>>();
      var bad = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 50; i++) {
        String queue = "q" + i;
        good.add(
            threads.submit(
                () -> database.write(Durability.SYNCED, s -> s.change("add_queue", queue))));
        bad.add(
            threads.submit(() ->
                database.write(
                    Durability.SYNCED,
                    s -> {
                      s.change("add_queue", "half of " + queue);
                      throw new IllegalStateException("spoiled " + queue);
                    })));
      }
      gate.countDown();
      assertThat(first.get()).isTrue();
      for (var write : good) {
        assertThat(write.get()).isEqualTo(1);
      }
      for (var write : bad) {
        assertThatThrownBy(write::get).hasMessageContaining("spoiled");
      }
      assertThat(count(database)).isEqualTo(50);
    }
  }

  @Test
  void a_write_is_seen_by_a_read_that_begins_after_it_returned() {
    try (Database database = open()) {
      for (int i = 1; i <= 100; i++) {
        String queue = "q" + i;
        database.write(Durability.RELAXED, s -> s.change("add_queue", queue));
        assertThat(count(database)).isEqualTo(i);
      }
    }
  }

  @Test
  void an_interrupted_caller_still_gets_its_write_done() {
    try (Database database = open()) {
      Thread.currentThread().interrupt();
      database.write(Durability.SYNCED, s -> s.change("add_queue", "q"));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(count(database)).isEqualTo(1);
    }
  }

  @Test
  void a_closed_database_refuses_with_the_remedy_and_closes_twice() {
    Database database = open();
    database.close();
    database.close();
    assertThatThrownBy(() -> database.write(Durability.SYNCED, s -> s.change("add_queue", "q")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("has been closed");
    assertThatThrownBy(() -> database.<Integer>read(_ -> 1))
        .hasMessageContaining("has been closed");
  }

  @Test
  void closing_finishes_what_was_handed_in() throws Exception {
    Database database = open();
    var counted = new AtomicLong();
    var refused = new AtomicLong();
    var started = new CountDownLatch(16);
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 16; t++) {
      String name = "q" + t + "-";
      threads.add(
          Thread.startVirtualThread(() -> {
            started.countDown();
            try {
              for (int i = 0; i < 10_000; i++) {
                String queue = name + i;
                database.write(Durability.RELAXED, s -> s.change("add_queue", queue));
                counted.incrementAndGet();
              }
            } catch (ProblemException e) {
              refused.incrementAndGet();
            }
          }));
    }
    started.await();
    database.close();
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }
    try (Database again = open()) {
      assertThat(count(again)).isEqualTo(counted.get());
    }
    assertThat(refused.get()).isPositive();
  }

  @Test
  void a_stranger_that_holds_the_lock_only_delays_a_write() throws Exception {
    try (Database database = open();
        var stranger = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
        var statement = stranger.createStatement();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      statement.execute("BEGIN IMMEDIATE");
      Future<Integer> write =
          threads.submit(
              () -> database.write(Durability.SYNCED, s -> s.change("add_queue", "late")));
      assertThatThrownBy(() -> write.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      statement.execute("COMMIT");
      assertThat(write.get()).isEqualTo(1);
    }
  }

  @Test
  void a_commit_of_another_connection_moves_the_mark() throws Exception {
    try (Database database = open();
        Database other = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long seen = database.changeMark();
      Future<Long> moved = threads.submit(() -> database.awaitChange(seen, Duration.ofSeconds(30)));
      other.write(Durability.SYNCED, s -> s.change("add_queue", "elsewhere"));
      // The watcher may begin after the commit; then the next one moves the mark.
      while (!moved.isDone()) {
        other.write(Durability.SYNCED, s -> s.change("set_queue_paused", "elsewhere", true));
      }
      assertThat(moved.get()).isGreaterThan(seen);
    }
  }

  @Test
  void a_commit_of_another_connection_is_heard_however_long_the_store_was_quiet() throws Exception {
    try (Database database = open();
        Database other = open()) {
      other.write(Durability.SYNCED, s -> s.change("add_queue", "elsewhere"));
      long seen = database.awaitChange(0, Duration.ofMillis(100));
      for (int round = 0; round < 40; round++) {
        seen = database.awaitChange(seen, Duration.ofMillis(round * 3L)); // it becomes quiet
        boolean paused = round % 2 == 0;
        other.write(Durability.SYNCED, s -> s.change("set_queue_paused", "elsewhere", paused));
        long heard = database.awaitChange(seen, Duration.ofSeconds(30));
        assertThat(heard).as("round " + round).isGreaterThan(seen);
        seen = heard;
      }
    }
  }

  private Database open() {
    return Database.open(folder.resolve("store.db"));
  }

  private static long count(Database database) {
    return database.read(s -> s.ask("SELECT count(*) FROM queues", Row::number).getFirst());
  }

  private static boolean await(CountDownLatch gate) {
    try {
      return gate.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
