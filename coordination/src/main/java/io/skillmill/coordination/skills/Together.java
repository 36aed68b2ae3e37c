package io.skillmill.coordination.skills;

import io.skillmill.schema.run.RunFailure.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Does several things at the same time, each on a thread of its own. */
final class Together {

  /** How many calls of one kind there may be in one go. */
  static final int CALLS_MAX = 100;

  private Together() {}

  static List<JsonNode> make(Frame from, List<SkillContext.Call> calls) throws SkillException {
    var deeds = new ArrayList<Callable<JsonNode>>();
    calls.forEach(call -> deeds.add(() -> from.call(call.skill(), call.input())));
    return make(deeds);
  }

  static <T> List<T> make(List<? extends Callable<T>> deeds) throws SkillException {
    if (deeds.size() > CALLS_MAX) {
      throw SkillException.of(
          Kind.REFUSED,
          "At most %d calls can be made together, not %d".formatted(CALLS_MAX, deeds.size()));
    }
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      return gathered(deeds, new ExecutorCompletionService<>(executor));
    } finally {
      executor.shutdownNow(); // those still under way are interrupted and not waited for
    }
  }

  /** What came of it, and of which deed it came. */
  private record Ended<T>(int place, T outcome) {}

  private static <T> List<T> gathered(
      List<? extends Callable<T>> deeds, ExecutorCompletionService<Ended<T>> service)
      throws SkillException {
    for (int place = 0; place < deeds.size(); place++) {
      int at = place;
      var deed = deeds.get(place);
      service.submit(() -> new Ended<>(at, deed.call()));
    }
    var ended = new ArrayList<Ended<T>>(deeds.size());
    try {
      while (ended.size() < deeds.size()) {
        ended.add(service.take().get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw SkillException.of(Kind.CANCELLED, "The call was given up");
    } catch (ExecutionException e) {
      throw told(e.getCause());
    }
    ended.sort(Comparator.comparingInt(Ended::place));
    var outcomes = new ArrayList<T>(ended.size());
    ended.forEach(one -> outcomes.add(one.outcome()));
    return outcomes;
  }

  private static SkillException told(@Nullable Throwable why) {
    return switch (why) {
      case SkillException failure -> failure;
      case RuntimeException e ->
          SkillException.broken(
              e.getClass().getSimpleName(), e.getClass().getSimpleName() + ": " + e.getMessage());
      case null, default -> SkillException.of(Kind.CANCELLED, "The call was given up");
    };
  }
}
