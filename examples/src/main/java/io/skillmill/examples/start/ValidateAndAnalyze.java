package io.skillmill.examples.start;

import io.skillmill.coordination.intake.Intake;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.Parsers;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Two other questions that can be asked of a skill: is it sound, and how large is it?
 *
 * <p>Arguments: a folder for the store.
 */
public final class ValidateAndAnalyze {

  private static final String TEA =
      """
      ---
      name: tea
      description: Makes tea. Use when the user is thirsty.
      ---

      # Tea

      1. Boil `water`.
      2. Pour it over the leaves.

      Never use the microwave.
      """;

  private ValidateAndAnalyze() {}

  public static void main(String[] args) throws InterruptedException {
    var parsers = Parsers.builtIn();
    try (var store = LocalSkillStore.open(Path.of(args[0], "store.db"))) {
      var enqueued =
          store.enqueue(List.of(task(parsers, TaskType.VALIDATE), task(parsers, TaskType.ANALYZE)));
      var handlers = Handlers.of(parsers, Limits.DEFAULT);
      SkillWorker.builder(store, handlers).start().drain().awaitEnd();

      var verdict = result(store, enqueued.get(0).taskId());
      System.out.printf("valid: %b%n", verdict.path("valid").asBoolean());

      var measures = result(store, enqueued.get(1).taskId());
      for (var kind : List.of("actions", "rules", "directives")) {
        System.out.printf("%s: %d%n", kind, measures.path(kind).path("total").asInt());
      }
      System.out.printf("lines: %d%n", measures.path("lines").asInt());
    }
  }

  private static JsonNode result(LocalSkillStore store, long taskId) {
    return Json.readOurs(store.result(taskId).orElseThrow().result().orElseThrow());
  }

  private static NewTask task(Parsers parsers, TaskType type) {
    var source = SkillSource.single("SKILL.md", TEA.getBytes(StandardCharsets.UTF_8));
    return switch (Intake.of(parsers, Intake.Order.of(type)).take("tea/SKILL.md", source)) {
      case Intake.Taken(var task) -> task;
      case Intake.Refused(var path, var why) -> throw new IllegalStateException(path + ": " + why);
    };
  }
}
