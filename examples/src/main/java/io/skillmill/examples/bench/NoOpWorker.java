package io.skillmill.examples.bench;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;

/** A worker process whose tasks do nothing but return 4 KB. Arguments: store, slots, name. */
final class NoOpWorker {

  private static final String RESULT = "{\"result\":\"" + "r".repeat(4_080) + "\"}";

  private NoOpWorker() {}

  static void main(String[] args) throws InterruptedException {
    SkillWorker.prepareRuntime();
    var handlers = Handlers.of(TaskType.PARSE, _ -> new Outcome.Completed(RESULT));
    try (var store = LocalSkillStore.open(Path.of(args[0]));
        var worker =
            SkillWorker.builder(store, handlers)
                .slots(Integer.parseInt(args[1]))
                .id(args[2])
                .start()) {
      System.out.println(worker.id() + ": " + worker.awaitEnd());
    }
  }
}
