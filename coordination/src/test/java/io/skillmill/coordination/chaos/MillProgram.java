package io.skillmill.coordination.chaos;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.WorkerCard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The barest worker that keeps the rules: it claims, works, finishes, gives signs of life, and
 * takes back the tasks of workers that give none. It ends when nothing is left to do.
 */
final class MillProgram {

  private static final int CLAIMS = 8;
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final Duration LOST_AFTER = Duration.ofSeconds(2);
  private static final Duration IDLE = Duration.ofMillis(500);

  private final SkillStore store;
  private final WorkerCard card;
  private final long workNanos;
  private final Map<Registration, Long> beats = new HashMap<>();
  private final Map<Registration, Long> movedAt = new HashMap<>();
  private volatile Registration me;
  private volatile List<Lease> held = List.of();

  private MillProgram(SkillStore store, WorkerCard card, long workNanos) {
    this.store = store;
    this.card = card;
    this.workNanos = workNanos;
    this.me = store.register(card);
  }

  public static void main(String[] arguments) throws InterruptedException {
    try (var store = LocalSkillStore.open(Path.of(arguments[0]))) {
      var card = new WorkerCard(arguments[1], "localhost", ProcessHandle.current().pid(), CLAIMS);
      var mill = new MillProgram(store, card, Long.parseLong(arguments[2]));
      Thread.ofPlatform().daemon().start(mill::beatForEver);
      System.out.println(Program.READY);
      mill.turnUntilDrained();
      System.out.println("drained");
    }
  }

  private void beatForEver() {
    while (!Thread.interrupted()) {
      var worker = me;
      var leases = held;
      if (store.heartbeat(new Beat(worker, leases, leases)) instanceof BeatAnswer.Lost) {
        System.out.println("lost");
      }
      rescue();
      LockSupport.parkNanos(BEAT.toNanos());
    }
  }

  /** Whoever's pulse has stood still for too long on our own clock is taken for dead. */
  private void rescue() {
    long now = System.nanoTime();
    for (var pulse : store.pulses()) {
      Long before = beats.put(pulse.worker(), pulse.beats());
      if (before == null || before != pulse.beats()) {
        movedAt.put(pulse.worker(), now);
      } else if (now - movedAt.getOrDefault(pulse.worker(), now) > LOST_AFTER.toNanos()) {
        System.out.println("rescued " + store.rescue(pulse) + " from " + pulse.worker().workerId());
      }
    }
  }

  private void turnUntilDrained() throws InterruptedException {
    List<Finish> reports = List.of();
    while (true) {
      long seen = store.changeMark();
      var request = new ClaimRequest(me, List.of(), Set.of(), CLAIMS);
      var turnover = store.finishAndClaim(reports, request);
      reports = List.of();
      switch (turnover.next()) {
        case ClaimAnswer.WorkerLost() -> me = store.register(card);
        case ClaimAnswer.Granted(var claims, var _) when !claims.isEmpty() ->
            reports = work(claims);
        case ClaimAnswer.Granted _ -> {
          if (store.counts().live() == 0) {
            return;
          }
          store.awaitChange(seen, IDLE);
        }
      }
    }
  }

  private List<Finish> work(List<Claim> claims) {
    held = claims.stream().map(Claim::lease).toList();
    claims.forEach(_ -> LockSupport.parkNanos(workNanos));
    held = List.of();
    return claims.stream().map(Reports::completed).toList();
  }
}
