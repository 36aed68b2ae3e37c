package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.store.model.ModelDatabase;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.Turnover;
import io.skillmill.schema.task.WorkerCard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Does each thing on an engine and then on the model, and asks for the same answer. */
final class InStep {

  private final ObservedChoices choices;
  private final SkillStore model;
  private final SameState state;
  private SkillStore engine;

  /** Every lease that was ever granted. */
  final List<Lease> leases = new ArrayList<>();

  /** Every registration that was ever made. */
  final List<Registration> registrations = new ArrayList<>();

  /**
   * @param eyes a store on the engine's database, to look with
   */
  InStep(SkillStore eyes, InstantSource clock) {
    choices = new ObservedChoices(eyes, clock);
    model = new ModelDatabase(choices).open(clock);
    state = new SameState(eyes, model);
    engine = eyes;
  }

  /** From here on things are done through this store. */
  InStep through(SkillStore store) {
    engine = store;
    return this;
  }

  SkillStore model() {
    return model;
  }

  /** Whether what can be seen is the same. */
  void compare() {
    state.compare();
  }

  /** The same, leaving out nothing. */
  void compareAll() {
    state.compareAll();
  }

  private <T> T same(Function<SkillStore, T> doing) {
    T answer = doing.apply(engine);
    assertThat(answer).as("the engine's answer against the model's").isEqualTo(doing.apply(model));
    return answer;
  }

  // ---- what can be done

  String enqueue(List<NewTask> tasks) {
    List<Enqueued> answers = engine.enqueue(tasks);
    choices.enqueued(answers);
    assertThat(answers).isEqualTo(model.enqueue(tasks));
    return "enqueue " + answers;
  }

  String register(String name, int slots) {
    var card = new WorkerCard(name, "localhost", 4711, slots);
    Registration fresh = engine.register(card);
    choices.registered(fresh);
    assertThat(fresh).isEqualTo(model.register(card));
    registrations.add(fresh);
    return "register " + fresh;
  }

  String claim(ClaimRequest request) {
    ClaimAnswer answer = engine.claim(request);
    granted(answer);
    assertThat(answer)
        .as("the engine's answer to %s against the model's", request)
        .isEqualTo(model.claim(request));
    return "%s answered %s".formatted(request, answer);
  }

  String finishAndClaim(List<Finish> reports, ClaimRequest request) {
    reports.forEach(report -> state.touch(report.lease().taskId()));
    Turnover answer = engine.finishAndClaim(reports, request);
    granted(answer.next());
    assertThat(answer)
        .as("the engine's answer to %s and %s against the model's", reports, request)
        .isEqualTo(model.finishAndClaim(reports, request));
    return "turnover %s, %s answered %s".formatted(reports, request, answer);
  }

  private void granted(ClaimAnswer answer) {
    choices.claimed(answer);
    if (answer instanceof ClaimAnswer.Granted granted) {
      granted.claims().stream().map(Claim::lease).forEach(leases::add);
    }
  }

  String finish(List<Finish> reports) {
    reports.forEach(report -> state.touch(report.lease().taskId()));
    return "finish %s answered %s".formatted(reports, same(store -> store.finish(reports)));
  }

  String release(List<Lease> some) {
    return "release %s, %d went back".formatted(some, same(store -> store.release(some)));
  }

  String heartbeat(Beat beat) {
    beat.started().forEach(lease -> state.touch(lease.taskId()));
    return "%s answered %s".formatted(beat, same(store -> inOrder(store.heartbeat(beat))));
  }

  /** The order of revoked leases means nothing. */
  private static String inOrder(BeatAnswer answer) {
    return switch (answer) {
      case BeatAnswer.Lost() -> "lost";
      case BeatAnswer.Alive(var revoked) ->
          "alive, but for " + revoked.stream().map(Lease::toString).distinct().sorted().toList();
    };
  }

  String progress(Lease lease, String note) {
    return "progress %s %s: %s".formatted(lease, note, same(store -> store.progress(lease, note)));
  }

  String rescue(Pulse pulse) {
    return "rescue %s, %d taken".formatted(pulse, same(store -> store.rescue(pulse)));
  }

  String retire(Registration worker) {
    return "retire %s %s"
        .formatted(
            worker,
            same(store -> {
              store.retire(worker);
              return true;
            }));
  }

  String count(String what, Function<SkillStore, Integer> doing) {
    return "%s: %d".formatted(what, same(doing));
  }

  String pause(String queue, boolean paused) {
    return (paused ? "pause " : "resume ")
        + same(store -> {
          if (paused) {
            store.pause(queue);
          } else {
            store.resume(queue);
          }
          return queue;
        });
  }

  String prune(Duration olderThan, Set<TaskState> states) {
    return "prune %s older than %s: %s"
        .formatted(states, olderThan, same(store -> store.prune(olderThan, states)));
  }
}
