package io.skillmill.coordination.wire;

import io.skillmill.coordination.wire.Call.Pace;
import io.skillmill.coordination.wire.Call.Repeat;
import io.skillmill.schema.run.RegisteredSkill;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Pruned;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.Turnover;
import io.skillmill.schema.task.WorkerCard;
import io.skillmill.schema.task.WorkerView;
import java.util.List;

/** Everything that can be asked of a store over HTTP, but for contents, which are no JSON. */
public final class Calls {

  public static final Call<Boolean, Greeting> HELLO =
      Call.get("/v1/hello", Codec.NOTHING, StoreCodecs.GREETING);

  // ---- putting work in

  /** Which of these contents the server has not got. */
  public static final Call<List<String>, List<String>> MISSING =
      Call.post("/v1/contents/missing", Codec.texts("content_hashes"), Codec.texts("missing"));

  public static final Call<Enqueue, List<Enqueued>> ENQUEUE =
      Call.post("/v1/tasks", EnqueueCodecs.ENQUEUE, Codec.listOf("answers", EnqueueCodecs.ENQUEUED))
          .repeated(Repeat.ONLY_BY_KEY);

  // ---- working

  public static final Call<WorkerCard, Registration> REGISTER =
      Call.post("/v1/workers", WorkerCodecs.CARD, WorkerCodecs.REGISTRATION)
          .repeated(Repeat.BY_KEY);

  public static final Call<Registration, Boolean> RETIRE =
      Call.post("/v1/workers/retire", WorkerCodecs.REGISTRATION, Codec.NOTHING);

  public static final Call<Beat, BeatAnswer> HEARTBEAT =
      Call.post("/v1/workers/heartbeat", WorkerCodecs.BEAT, WorkerCodecs.BEAT_ANSWER)
          .paced(Pace.BRISK);

  public static final Call<ClaimRequest, ClaimAnswer> CLAIM =
      Call.post("/v1/claims", ClaimCodecs.REQUEST, ClaimCodecs.ANSWER).repeated(Repeat.ONLY_BY_KEY);

  public static final Call<List<Finish>, List<FinishAnswer>> FINISH =
      Call.post(
          "/v1/claims/finish",
          Codec.listOf("finishes", FinishCodecs.FINISH),
          Codec.listOf("answers", FinishCodecs.ANSWER));

  public static final Call<Return, Turnover> TURN_OVER =
      Call.post("/v1/claims/turnover", FinishCodecs.RETURN, FinishCodecs.TURNOVER)
          .repeated(Repeat.ONLY_BY_KEY);

  public static final Call<List<Lease>, Integer> RELEASE =
      Call.post(
              "/v1/claims/release",
              Codec.listOf("leases", ClaimCodecs.LEASE),
              Codec.count("released"))
          .repeated(Repeat.BY_KEY);

  public static final Call<Progress, Boolean> PROGRESS =
      Call.post("/v1/claims/progress", ClaimCodecs.PROGRESS, Codec.flag("good")).paced(Pace.BRISK);

  // ---- looking after lost workers

  public static final Call<Boolean, List<Pulse>> PULSES =
      Call.get("/v1/workers/pulses", Codec.NOTHING, Codec.listOf("pulses", WorkerCodecs.PULSE));

  public static final Call<Pulse, Integer> RESCUE =
      Call.post("/v1/workers/rescue", WorkerCodecs.PULSE, Codec.count("taken_back"))
          .repeated(Repeat.BY_KEY);

  // ---- giving orders

  public static final Call<TaskSelection, Integer> CANCEL =
      Call.post("/v1/tasks/cancel", StoreCodecs.SELECTION, Codec.count("cancelled"))
          .repeated(Repeat.BY_KEY)
          .paced(Pace.LONG);

  public static final Call<TaskSelection, Integer> RETRY =
      Call.post("/v1/tasks/retry", StoreCodecs.SELECTION, Codec.count("retried"))
          .repeated(Repeat.BY_KEY)
          .paced(Pace.LONG);

  public static final Call<String, Boolean> PAUSE =
      Call.post("/v1/queues/pause", Codec.text("queue"), Codec.NOTHING);

  public static final Call<String, Boolean> RESUME =
      Call.post("/v1/queues/resume", Codec.text("queue"), Codec.NOTHING);

  public static final Call<Prune, Pruned> PRUNE =
      Call.post("/v1/tasks/prune", StoreCodecs.PRUNE, StoreCodecs.PRUNED)
          .repeated(Repeat.BY_KEY)
          .paced(Pace.LONG);

  // ---- looking

  public static final Call<Boolean, Counts> COUNTS =
      Call.get("/v1/counts", Codec.NOTHING, StoreCodecs.COUNTS);

  public static final Call<Boolean, List<QueueView>> QUEUES =
      Call.get("/v1/queues", Codec.NOTHING, Codec.listOf("queues", StoreCodecs.QUEUE));

  public static final Call<TaskFilter, List<Task>> TASKS =
      Call.get("/v1/tasks", StoreCodecs.FILTER, Codec.listOf("tasks", TaskCodecs.TASK));

  public static final Call<Long, Task> TASK =
      Call.get("/v1/tasks/{task_id}", Codec.number("task_id"), TaskCodecs.TASK);

  public static final Call<Long, Result> RESULT =
      Call.get("/v1/tasks/{task_id}/result", Codec.number("task_id"), TaskCodecs.RESULT);

  public static final Call<Long, List<Attempt>> ATTEMPTS =
      Call.get(
          "/v1/tasks/{task_id}/attempts",
          Codec.number("task_id"),
          Codec.listOf("attempts", TaskCodecs.ATTEMPT));

  public static final Call<String, Long> TASK_OF_PATH =
      Call.get("/v1/task-of-path", Codec.text("path"), Codec.number("task_id"));

  public static final Call<Boolean, List<WorkerView>> WORKERS =
      Call.get("/v1/workers", Codec.NOTHING, Codec.listOf("workers", WorkerCodecs.VIEW));

  public static final Call<Boolean, List<RegisteredSkill>> REGISTERED =
      Call.get("/v1/registered", Codec.NOTHING, Codec.listOf("registered", StoreCodecs.REGISTERED));

  public static final Call<RegisteredSkill.Revision, RegisteredSkill> REGISTERED_REVISION =
      Call.get("/v1/registered/revision", StoreCodecs.REVISION, StoreCodecs.REGISTERED);

  // ---- waiting

  public static final Call<Mark.Wait, Mark> CHANGE =
      Call.get("/v1/changes", StoreCodecs.WAIT, StoreCodecs.MARK);

  private Calls() {}
}
