package io.skillmill.coordination.skills;

import io.skillmill.schema.run.RunFailure.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** Makes several calls at the same time, each with the stack of the skill that makes them. */
final class Together {

  /** How many calls of one kind there may be in one go. */
  static final int CALLS_MAX = 100;

  private Together() {}

  static List<JsonNode> make(Frame from, List<SkillContext.Call> calls) throws SkillException {
    if (calls.size() > CALLS_MAX) {
      throw SkillException.of(
          Kind.REFUSED,
          "At most %d calls can be made together, not %d".formatted(CALLS_MAX, calls.size()));
    }
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      return gathered(from, calls, new ExecutorCompletionService<>(executor));
    } finally {
      executor.shutdownNow(); // those still under way are interrupted and not waited for
    }
  }

  /** An output, and of which call it is. */
  private record Ended(int place, JsonNode output) {}

  private static List<JsonNode> gathered(
      Frame from, List<SkillContext.Call> calls, ExecutorCompletionService<Ended> service)
      throws SkillException {
    for (int place = 0; place < calls.size(); place++) {
      int at = place;
      var call = calls.get(place);
      service.submit(() -> new Ended(at, from.call(call.skill(), call.input())));
    }
    var outputs = new JsonNode[calls.size()];
    try {
      for (int done = 0; done < outputs.length; done++) {
        var ended = service.take().get();
        outputs[ended.place()] = ended.output();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw SkillException.of(Kind.CANCELLED, "The call was given up");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SkillException failure
          ? failure
          : SkillException.of(Kind.CANCELLED, "The call was given up");
    }
    return new ArrayList<>(Arrays.asList(outputs));
  }
}
