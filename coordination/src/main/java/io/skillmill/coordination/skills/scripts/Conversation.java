package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One call, held with a process: it may ask for other skills until it gives its output. */
final class Conversation {

  /** How many failures of called skills can still be passed on as they were made. */
  private static final int FAILURES_MAX = 100;

  private final Worker worker;
  private final long number;
  private final SkillContext context;

  private final Map<Long, SkillException> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SkillException> eldest) {
          return size() > FAILURES_MAX;
        }
      };

  Conversation(Worker worker, long number, SkillContext context) {
    this.worker = worker;
    this.number = number;
    this.context = context;
  }

  /**
   * What came of it. Exceptions of this method itself mean that the process is of no more use.
   *
   * @param failed why there is no output; the process goes on all the same
   * @param spent whether something of the call still goes on in the process
   */
  record Outcome(JsonNode output, java.util.Optional<SkillException> failed, boolean spent) {}

  Outcome hold(ObjectNode request) throws SkillException, InterruptedException {
    worker.send(request);
    while (true) {
      JsonNode said = worker.next(context.left());
      if (said.path("run").asLong(-1) != number) {
        throw worker.outOfStep("spoke of another call than the one it was given");
      }
      if (!said.path("ask").isIntegralNumber()) {
        return outcome(said);
      }
      worker.send(answer(said));
    }
  }

  private Outcome outcome(JsonNode said) throws SkillException {
    boolean spent = said.path("spent").asBoolean(false);
    var passedOn = failures.get(said.path("failure_of").asLong(-1));
    if (passedOn != null) {
      return new Outcome(Json.object(), java.util.Optional.of(passedOn), spent);
    }
    if (said.has("error")) {
      var failed = worker.failed(said.path("error"));
      return new Outcome(Json.object(), java.util.Optional.of(failed), spent);
    }
    if (!said.has("output")) {
      throw worker.outOfStep("answered with neither output nor error");
    }
    return new Outcome(said.path("output"), java.util.Optional.empty(), spent);
  }

  // ---- calls of other skills

  private ObjectNode answer(JsonNode said) throws SkillException {
    long ask = said.path("ask").asLong();
    var answer = Json.object().put("ask", ask);
    try {
      if (said.has("calls")) {
        var calls = new ArrayList<SkillContext.Call>();
        said.path("calls").forEach(each -> calls.add(call(each)));
        var outputs = answer.putArray("outputs");
        context.callAll(calls).forEach(outputs::add);
      } else {
        var call = call(said.path("call"));
        answer.set("output", context.call(call.skill(), call.input()));
      }
      return answer;
    } catch (SkillException e) {
      failures.put(ask, e);
      return Json.object().put("ask", ask).set("failure", e.failure().toJson());
    }
  }

  private static SkillContext.Call call(JsonNode json) {
    var input = json.path("input") instanceof ObjectNode object ? object : Json.object();
    return new SkillContext.Call(json.path("skill").asString(""), input);
  }
}
