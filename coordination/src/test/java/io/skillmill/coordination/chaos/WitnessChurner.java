package io.skillmill.coordination.chaos;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Enqueues, claims and finishes, and goes on when the store fails, until it is told to end; then it
 * finishes all there is. It writes down what it was told, and says {@code done}, or {@code failed}
 * and what.
 *
 * <p>Arguments: the store, the folder of journals, its name.
 */
final class WitnessChurner {

  static final String DONE = "done";
  static final String FAILED = "failed";
  static final String ALL_DONE = "all was done";
  private static final int BATCH = 20;
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final SkillStore store;
  private final Journal journal;
  private final String name;
  private final Registration me;

  private WitnessChurner(SkillStore store, Journal journal, String name) {
    this.store = store;
    this.journal = journal;
    this.name = name;
    this.me = store.register(new WorkerCard(name, "localhost", 1, 1));
  }

  public static void main(String[] arguments) throws IOException {
    try (var journal = Journal.of(Path.of(arguments[1]), arguments[2]);
        var store = LocalSkillStore.open(arguments[0])) {
      var churner = new WitnessChurner(store, journal, arguments[2]);
      System.out.println(Program.READY);
      for (int batch = 0; System.in.available() == 0; batch++) {
        churner.turn(arguments[2] + "-" + batch);
      }
      churner.finishAll();
      System.out.println(ALL_DONE);
    }
  }

  private void turn(String prefix) {
    attempt("enqueue", () -> enqueue(prefix));
    attempt("claim and finish", this::claimAndFinish);
  }

  private void attempt(String what, Runnable deed) {
    try {
      deed.run();
      System.out.println(DONE + " " + what);
    } catch (ProblemException e) {
      System.out.println(FAILED + " " + what + ": " + e.getMessage());
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  private void enqueue(String prefix) {
    journal.trying(prefix, BATCH);
    var tasks = IntStream.range(0, BATCH).mapToObj(n -> task(prefix + "/" + n)).toList();
    journal.enqueued(prefix, store.enqueue(tasks).stream().map(Enqueued::taskId).toList());
  }

  private static NewTask task(String path) {
    var text = (path + " ").repeat(100);
    var source = SkillSource.single("SKILL.md", text.getBytes(StandardCharsets.UTF_8));
    return NewTask.of(TaskType.PARSE, path).withSource(source);
  }

  private void claimAndFinish() {
    var request = new ClaimRequest(me, List.of(), Set.of(), BATCH);
    var claims = ((ClaimAnswer.Granted) store.claim(request)).claims();
    journal.claimed(claims);
    var reports = claims.stream().map(Reports::completed).toList();
    var answers = store.finish(reports);
    for (int at = 0; at < answers.size(); at++) {
      journal.finished(reports.get(at).lease(), answers.get(at));
    }
  }

  /** What was claimed and never reported comes back under a new registration. */
  private void finishAll() {
    store.register(new WorkerCard(name, "localhost", 1, 1));
    store.retire(store.register(new WorkerCard(name, "localhost", 1, 1)));
    var successor = new WitnessChurner(store, journal, name);
    while (store.counts().live() > 0) {
      successor.claimAndFinish();
    }
  }
}
