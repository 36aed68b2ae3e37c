package io.skillmill.cli.bench;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.RemoteSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.WorkerCard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Claims and finishes in this process, with a thread for each worker. */
final class DrainerHere implements Drainer {

  private static final Duration OTHERS_HOLD_THE_REST = Duration.ofMillis(5);

  private final QueuePlan plan;
  private final String name;
  private final String result;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("bench-", 0).factory());
  private final List<Future<Integer>> draining = new ArrayList<>();
  private @Nullable Waiter waiter;
  private @Nullable SkillStore store;

  DrainerHere(QueuePlan plan, String name) {
    this.plan = plan;
    this.name = name;
    this.result = plan.result();
  }

  /** The store that is open; the bench enqueues through it too. */
  SkillStore store() {
    if (store == null) {
      throw new IllegalStateException("No store is open");
    }
    return store;
  }

  @Override
  public void open(String address) {
    store =
        address.startsWith("http:")
            ? RemoteSkillStore.open(address, Optional.empty())
            : LocalSkillStore.open(address);
  }

  @Override
  public void beginDrain() {
    for (int i = 0; i < plan.workers(); i++) {
      var request = register("%s-%d".formatted(name, i), plan.batch());
      draining.add(threads.submit(() -> drain(store(), request)));
    }
  }

  @Override
  public int drained() {
    int done = 0;
    for (var each : draining) {
      done += get(each);
    }
    draining.clear();
    return done;
  }

  private int drain(SkillStore from, ClaimRequest request) throws InterruptedException {
    int done = 0;
    long seen = from.changeMark();
    var claimed = granted(from.claim(request));
    while (true) {
      if (claimed.isEmpty()) {
        if (from.counts().live() == 0) {
          from.retire(request.worker());
          return done;
        }
        seen = from.awaitChange(seen, OTHERS_HOLD_THE_REST);
        claimed = granted(from.claim(request));
      } else {
        var finishes = claimed.stream().map(this::finished).toList();
        claimed = granted(from.finishAndClaim(finishes, request).next());
        done += finishes.size();
      }
    }
  }

  @Override
  public void beginWaiting(int tasks) {
    waiter = Waiter.start(store(), name);
  }

  @Override
  public Instant began() {
    return Objects.requireNonNull(waiter, "Nobody waits").began();
  }

  private ClaimRequest register(String worker, int max) {
    var card = new WorkerCard(worker, "bench", ProcessHandle.current().pid(), max);
    return new ClaimRequest(store().register(card), List.of(), Set.of(), max);
  }

  private Finish finished(Claim claim) {
    return new Finish(
        claim.lease(),
        new Outcome.Completed(result),
        Instant.now(),
        Duration.ofMillis(1),
        plan.history());
  }

  private static List<Claim> granted(ClaimAnswer answer) {
    return switch (answer) {
      case ClaimAnswer.Granted(var claims, var _) -> claims;
      case ClaimAnswer.WorkerLost() ->
          throw new IllegalStateException("The bench was taken for dead");
    };
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new IllegalStateException("The bench was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  @Override
  public void leave() {
    if (waiter != null) {
      waiter.close();
      waiter = null;
    }
    if (store != null) {
      store.close();
      store = null;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    leave();
  }
}
