package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.coordination.skills.queued.QueuedRuns;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.task.NewTask;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Leaves runs to the workers of the store, where the client prefers not to wait for them. */
final class Deferred {

  private static final String HEADER = "Prefer";
  private static final String PREFERENCE = "respond-async";
  private static final int ACCEPTED = 202;

  private final SkillStore store;
  private final Answers answers;
  private final Skills.Conduct conduct;

  Deferred(SkillStore store, Answers answers, Skills.Conduct conduct) {
    this.store = store;
    this.answers = answers;
    this.conduct = conduct;
  }

  /**
   * Puts the run into the queue and answers, where that is preferred and can be; false where the
   * caller waits as usual.
   */
  boolean take(Context context, RunRequest request) {
    if (!conduct.defersRuns() || !isPreferred(context) || !canBeKept(request.terms())) {
      return false;
    }
    if (!Desk.caller(context).may(Right.STORE)) {
      return false; // who may not ask for the task would never hear what came of it
    }
    var order = new QueuedRuns.Order(request.skill(), request.input(), List.of());
    var terms = request.terms().timeout().map(NewTask.Terms.DEFAULT::withTimeout);
    var task = QueuedRuns.task(order, Optional.empty(), terms.orElse(NewTask.Terms.DEFAULT));
    answer(context, store.enqueue(List.of(task)).getFirst().taskId());
    return true;
  }

  private void answer(Context context, long taskId) {
    String place = new OwnAddress(conduct.behindProxy()).prefix(context) + "/v1/tasks/" + taskId;
    context.header("Location", place);
    context.header("Preference-Applied", PREFERENCE);
    var page = Json.object().put("task_id", taskId).put("status_url", place);
    answers.json(context, ACCEPTED, Json.utf8(page.put("result_url", place + "/result")));
  }

  /** A store keeps no secrets, and a task no bounds but its time. */
  private static boolean canBeKept(RunRequest.Terms terms) {
    return terms.credentials().isEmpty()
        && terms.maxDepth().isEmpty()
        && terms.maxCalls().isEmpty()
        && !terms.wantsTrace();
  }

  private static boolean isPreferred(Context context) {
    String preferences = Optional.ofNullable(context.header(HEADER)).orElse("");
    return Stream.of(preferences.split(",", -1))
        .map(each -> each.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .anyMatch(PREFERENCE::equals);
  }
}
