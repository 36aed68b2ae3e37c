package io.skillmill.examples.bench;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How fast a store of either kind takes tasks in and hands them out, with the work itself left out:
 * several drainers, each with a store of its own as several processes would have, claim a batch,
 * finish it and claim the next in one call, until nothing is left. Then how long a waiter takes
 * from another store's enqueue to its claim.
 *
 * <p>Arguments: address, tasks, batch, drainers, bytes of a result.
 */
final class StoreBench {

  private static final int ENQUEUE_BATCH = 1_000;
  private static final int PICK_UPS = 200;

  private StoreBench() {}

  static void main(String[] args) throws Exception {
    String address = args[0];
    int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 40_000;
    int batch = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    int drainers = args.length > 3 ? Integer.parseInt(args[3]) : 2;
    int bytes = args.length > 4 ? Integer.parseInt(args[4]) : 4_096;
    String result = "{\"result\":\"" + "result ".repeat(bytes / 7) + "\"}";
    try (var store = LocalSkillStore.open(address)) {
      long start = System.nanoTime();
      for (int from = 0; from < tasks; from += ENQUEUE_BATCH) {
        store.enqueue(newTasks(from, Math.min(tasks, from + ENQUEUE_BATCH)));
      }
      double enqueued = rate(tasks, start);
      start = System.nanoTime();
      int done = drainTogether(address, batch, drainers, result);
      System.out.printf(
          "%,d tasks, results of %,d bytes, batches of %d, %d drainers:"
              + " %,.0f enqueued/s, %,.0f drained/s%n",
          done, result.length(), batch, drainers, enqueued, rate(done, start));
      pickUps(address, store);
    }
  }

  private static double rate(int tasks, long start) {
    return tasks / ((System.nanoTime() - start) / 1e9);
  }

  private static List<NewTask> newTasks(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> NewTask.of(TaskType.PARSE, "skills/skill-" + i).withKey("key-" + i))
        .toList();
  }

  private static int drainTogether(String address, int batch, int drainers, String result)
      throws Exception {
    int done = 0;
    try (var threads = Executors.newFixedThreadPool(drainers)) {
      var counts = new ArrayList<Future<Integer>>();
      for (int i = 0; i < drainers; i++) {
        var card = new WorkerCard("drainer " + i, "here", i, batch);
        counts.add(threads.submit(() -> drain(address, card, result)));
      }
      for (var count : counts) {
        done += count.get();
      }
    }
    return done;
  }

  private static int drain(String address, WorkerCard card, String result) {
    try (var store = LocalSkillStore.open(address)) {
      var worker = store.register(card);
      var request = new ClaimRequest(worker, List.of(), Set.of(), card.slots());
      int done = 0;
      List<Claim> claims = granted(store.claim(request));
      while (!claims.isEmpty()) {
        var finishes = claims.stream().map(claim -> finished(claim, result)).toList();
        done += finishes.size();
        claims = granted(store.finishAndClaim(finishes, request).next());
      }
      store.retire(worker);
      return done;
    }
  }

  private static Finish finished(Claim claim, String result) {
    return new Finish(
        claim.lease(), new Outcome.Completed(result), Instant.now(), Duration.ofMillis(1));
  }

  private static List<Claim> granted(ClaimAnswer answer) {
    return switch (answer) {
      case ClaimAnswer.Granted(var claims, var _) -> claims;
      case ClaimAnswer.WorkerLost() ->
          throw new IllegalStateException("The bench was taken for dead");
    };
  }

  /** From the call of an enqueue in one store to the claim in another that waits. */
  private static void pickUps(String address, SkillStore producer) throws Exception {
    try (var store = LocalSkillStore.open(address);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var worker = store.register(new WorkerCard("waiter", "here", 1, 1));
      var request = new ClaimRequest(worker, List.of(), Set.of(), 1);
      var nanos = new ArrayList<Long>();
      for (int i = 0; i < PICK_UPS; i++) {
        Future<Long> claimed = threads.submit(() -> claimNext(store, request));
        store.awaitChange(store.changeMark(), Duration.ofMillis(20));
        long start = System.nanoTime();
        producer.enqueue(List.of(NewTask.of(TaskType.PARSE, "pick up " + i)));
        nanos.add(claimed.get() - start);
      }
      nanos.sort(null);
      System.out.printf(
          "pick-up in another store: p50 %.1f ms, p99 %.1f ms%n",
          nanos.get(PICK_UPS / 2) / 1e6, nanos.get(PICK_UPS * 99 / 100) / 1e6);
    }
  }

  private static long claimNext(SkillStore store, ClaimRequest request)
      throws InterruptedException {
    while (true) {
      long seen = store.changeMark();
      List<Claim> claims = granted(store.claim(request));
      long now = System.nanoTime();
      if (!claims.isEmpty()) {
        store.finish(claims.stream().map(claim -> finished(claim, "{}")).toList());
        return now;
      }
      store.awaitChange(seen, Duration.ofSeconds(10));
    }
  }
}
