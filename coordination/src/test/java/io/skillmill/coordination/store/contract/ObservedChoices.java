package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.store.model.Choices;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Registration;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets the model choose what the engine has just chosen, where that was its to choose. Where the
 * engine chose nothing, the model gets a choice that the comparison will not agree with.
 */
final class ObservedChoices implements Choices {

  private static final String NO_LEASE = "0".repeat(32);

  private final SkillStore engine;
  private final InstantSource clock;
  private final Set<String> leases = new HashSet<>();
  private final ArrayDeque<Long> taskIds = new ArrayDeque<>();
  private String incarnation = "none was seen";
  private List<String> turn = List.of();

  ObservedChoices(SkillStore engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  // ---- what the engine answered

  void enqueued(List<Enqueued> answers) {
    taskIds.clear();
    for (var answer : answers) {
      if (answer instanceof Enqueued.Queued(long taskId)) {
        taskIds.add(taskId);
      }
    }
  }

  void registered(Registration fresh) {
    assertThat(fresh.incarnation()).as("an incarnation is new").isNotEqualTo(incarnation);
    incarnation = fresh.incarnation();
  }

  void claimed(ClaimAnswer answer) {
    turn =
        switch (answer) {
          case ClaimAnswer.WorkerLost() -> List.of();
          case ClaimAnswer.Granted granted -> queuesOf(granted.claims());
        };
  }

  private List<String> queuesOf(List<Claim> claims) {
    var queues = new LinkedHashSet<String>();
    claims.forEach(claim -> queues.add(engine.task(claim.taskId()).orElseThrow().queue()));
    return List.copyOf(queues);
  }

  // ---- what the model chooses

  @Override
  public long taskId(long least) {
    return taskIds.isEmpty() ? least : Math.max(least, taskIds.remove());
  }

  @Override
  public String lease(long taskId, int attempt) {
    var attempts = engine.attempts(taskId);
    if (attempts.size() < attempt) {
      return NO_LEASE;
    }
    var lease = attempts.get(attempt - 1).leaseId();
    assertThat(leases.add(lease)).as("a lease is made for one claim alone").isTrue();
    return lease;
  }

  @Override
  public String incarnation(String workerId) {
    return incarnation;
  }

  @Override
  public Duration backoff(long taskId, int spent) {
    var task = engine.task(taskId).orElseThrow();
    var longest = Choices.longestBackoff(spent);
    var wait = Duration.between(clock.instant(), task.runAt());
    assertThat(wait)
        .as("the backoff of task %d after %d attempts", taskId, spent)
        .isBetween(longest.dividedBy(2), longest);
    return wait;
  }

  @Override
  public List<String> inTurn(List<String> open) {
    var order = new ArrayList<>(turn);
    open.stream().filter(queue -> !order.contains(queue)).forEach(order::add);
    order.retainAll(open);
    return order;
  }
}
