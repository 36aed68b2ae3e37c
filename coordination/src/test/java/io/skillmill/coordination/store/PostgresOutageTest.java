package io.skillmill.coordination.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.coordination.chaos.BadLink;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.db.dialect.PostgresServer;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that are cut and locks that strangers hold cost time, and nothing else. */
@Timeout(120)
final class PostgresOutageTest {

  private PostgresServer.Schema schema = new PostgresServer.Schema("", "");
  private String address = "";

  @BeforeEach
  void open() {
    var server = PostgresServer.find();
    assumeTrue(server.isPresent(), "there is no PostgreSQL");
    schema = server.get().schema();
    address = schema.address() + "&ApplicationName=" + schema.name();
  }

  @AfterEach
  void drop() {
    if (!address.isEmpty()) {
      schema.close();
    }
  }

  private int cutAll() throws SQLException {
    return Integer.parseInt(
        schema.ask(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE application_name = '%s'".formatted(schema.name())));
  }

  private static NewTask parse(String path) {
    return NewTask.of(TaskType.PARSE, path);
  }

  @Test
  @Tag("I1")
  @Tag("I3")
  void work_goes_on_while_connections_are_cut_and_each_task_is_done_once() throws Exception {
    int batches = 60;
    int size = 20;
    int cuts = 0;
    var acknowledged = new HashSet<Long>();
    try (var producer = LocalSkillStore.open(address);
        var consumer = LocalSkillStore.open(address);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> finished = threads.submit(() -> consume(consumer, batches * size));
      for (int batch = 0; batch < batches; batch++) {
        int at = batch;
        var tasks = IntStream.range(0, size).mapToObj(n -> parse(at + "/" + n)).toList();
        producer.enqueue(tasks).stream().map(Enqueued::taskId).forEach(acknowledged::add);
        cuts += cutAll();
      }
      assertThat(finished.get(100, TimeUnit.SECONDS)).isEqualTo(batches * size);

      System.out.printf("outage: %d connections cut%n", cuts);
      assertThat(cuts).isPositive();
      assertThat(acknowledged).hasSize(batches * size);
      assertThat(consumer.counts()).isEqualTo(new Counts(0, 0, acknowledged.size(), 0, 0));
      assertThat(consumer.check()).isEmpty();
    }
  }

  private static int consume(SkillStore store, int total) throws InterruptedException {
    var me = store.register(new WorkerCard("consumer", "localhost", 1, 1));
    var request = new ClaimRequest(me, List.of(), Set.of(), 7);
    List<Finish> reports = List.of();
    int recorded = 0;
    while (recorded < total) {
      long seen = store.changeMark();
      var turnover = store.finishAndClaim(reports, request);
      assertThat(turnover.answers()).doesNotContain(FinishAnswer.LEASE_LOST);
      recorded += turnover.answers().size();
      var claims = ((ClaimAnswer.Granted) turnover.next()).claims();
      reports = claims.stream().map(Reports::completed).toList();
      if (claims.isEmpty() && recorded < total) {
        store.awaitChange(seen, Duration.ofMillis(100));
      }
    }
    return recorded;
  }

  /** Done again, the batch would be there twice; given up, it would be there and not be told. */
  @Test
  @Tag("I1")
  @Tag("I2")
  void a_commit_whose_answer_is_lost_is_found_to_have_happened_and_not_done_again() {
    LocalSkillStore.open(address).close();
    var there = URI.create(schema.address());
    var place = there.getHost() + ":" + there.getPort();
    try (var link = BadLink.to(new InetSocketAddress(there.getHost(), there.getPort()));
        var store = LocalSkillStore.open(address.replace(place, "127.0.0.1:" + link.port()))) {
      link.loseReplyTo("COMMIT");
      var answers = store.enqueue(List.of(parse("a"), parse("b")));

      assertThat(link.lost()).as("bytes of the answer").isPositive();
      assertThat(answers).allMatch(Enqueued.Queued.class::isInstance);
      assertThat(store.counts().queued()).isEqualTo(2);
      assertThat(store.tasks(TaskFilter.ALL).stream().map(Task::taskId))
          .containsExactlyElementsOf(answers.stream().map(Enqueued::taskId).toList());
    }
  }

  @Test
  @Tag("I12")
  void a_sign_of_life_is_not_held_up_by_a_write_that_waits_for_a_stranger() throws Exception {
    try (var store = LocalSkillStore.open(address);
        var stranger = schema.connect();
        var statement = stranger.createStatement();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      store.enqueue(List.of(parse("a"), parse("b")));
      var worker = store.register(new WorkerCard("w", "localhost", 1, 1));
      var granted = store.claim(new ClaimRequest(worker, List.of(), Set.of(), 2));
      var claims = ((ClaimAnswer.Granted) granted).claims();
      stranger.setAutoCommit(false);
      statement.execute("SELECT * FROM tasks FOR UPDATE");
      Future<List<FinishAnswer>> finish =
          threads.submit(() -> store.finish(claims.stream().map(Reports::completed).toList()));
      var times = new ArrayList<Long>();
      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        var leases = claims.stream().map(claim -> claim.lease()).toList();
        assertThat(store.heartbeat(new Beat(worker, leases, leases)))
            .isInstanceOf(BeatAnswer.Alive.class);
        times.add(System.nanoTime() - start);
      }
      assertThat(finish.isDone()).isFalse();
      stranger.rollback();
      assertThat(finish.get()).containsOnly(FinishAnswer.RECORDED);
      assertThat(times).allMatch(nanos -> nanos < 2_000_000_000L);
    }
  }

  @Test
  void a_waiter_whose_ears_were_cut_off_still_wakes() throws Exception {
    try (var waiter = LocalSkillStore.open(address);
        var other = LocalSkillStore.open(schema.address());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waits = new CountDownLatch(1);
      Callable<Long> waiting =
          () -> {
            long seen = waiter.changeMark();
            while (waiter.counts().queued() == 0) {
              waits.countDown();
              seen = waiter.awaitChange(seen, Duration.ofSeconds(60));
            }
            return seen;
          };
      Future<Long> woken = threads.submit(waiting);
      assertThat(waiter.awaitChange(waiter.changeMark(), Duration.ofSeconds(5))).isPositive();
      assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(cutAll()).isPositive();
      other.enqueue(List.of(parse("a")));
      assertThat(woken.get(20, TimeUnit.SECONDS)).isPositive();
    }
  }
}
