package io.skillmill.examples.start;

import io.skillmill.coordination.intake.Intake;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A parser for a format of one's own, from a class to results in the store. Here the format is a
 * checklist: a name, then one thing to do per line.
 *
 * <p>Arguments: a folder for the store.
 */
public final class WriteAParser {

  private WriteAParser() {}

  /** Reads {@code *.checklist} files. */
  static final class ChecklistParser implements SkillParser {

    @Override
    public String name() {
      return "checklist";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Fit fit(SkillSource source) {
      return source.primary().endsWith(".checklist") ? Fit.CERTAIN : Fit.NONE;
    }

    @Override
    public ParseResult parse(SkillSource source, Limits limits) {
      var bytes = source.primaryFile().bytes().orElseThrow();
      var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      if (lines.size() < 2) {
        var message = "Nothing is on the list; write one thing to do per line, after the name";
        var place = Place.startOf(source.primary());
        return new ParseResult.Rejected(
            List.of(Diagnostic.error("checklist-empty", message, place)));
      }
      return new ParseResult.Parsed(new Document(document(source.primary(), lines)), List.of());
    }

    private ObjectNode document(String file, List<String> lines) {
      var document = Json.object();
      document
          .putObject("meta")
          .put("skill_id", "claude__checklist__" + lines.getFirst())
          .put("name", lines.getFirst())
          .put("skill_layer", "claude_skill")
          .put("schema_version", "2.4.0");
      var actions = document.putObject("decomposition").putArray("actions");
      for (int i = 1; i < lines.size(); i++) {
        actions
            .addObject()
            .put("id", "a_%03d".formatted(i))
            .put("name", lines.get(i))
            .put("action_type", "state_change")
            .put("deterministic", false)
            .set("provenance", provenance(file, i + 1, lines.get(i)));
      }
      return document;
    }

    private static ObjectNode provenance(String file, int line, String text) {
      var provenance = Json.object().put("level", "basic").put("original_text", text);
      provenance.put("note", "line " + line);
      provenance.putObject("source").put("kind", "document").put("ref", file);
      return provenance;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    var parsers = Parsers.of(new ChecklistParser());
    try (var store = LocalSkillStore.open(Path.of(args[0], "store.db"))) {
      var tasks =
          List.of(
              task(parsers, "packing.checklist", "packing\nTake the passport\nWater the plants\n"),
              task(parsers, "empty.checklist", "empty\n"));
      var enqueued = store.enqueue(tasks);
      var handlers = Handlers.of(parsers, Limits.DEFAULT);
      SkillWorker.builder(store, handlers).start().drain().awaitEnd();

      for (var each : enqueued) {
        var task = store.task(each.taskId()).orElseThrow();
        System.out.printf(
            "%s: %s by %s%n", task.path(), task.state().word(), parser(task.parser()));
        var result = store.result(each.taskId()).orElseThrow();
        var json = Json.readOurs(result.result().orElseThrow());
        json.path("decomposition")
            .path("actions")
            .forEach(action -> System.out.println("  " + action.path("name").asString()));
        result.error().ifPresent(error -> System.out.println("  " + error));
      }
    }
  }

  private static String parser(Optional<NewTask.ParserRef> parser) {
    return parser.map(NewTask.ParserRef::name).orElse("nobody");
  }

  private static NewTask task(Parsers parsers, String name, String text) {
    var source = SkillSource.single(name, text.getBytes(StandardCharsets.UTF_8));
    var intake = Intake.of(parsers, Intake.Order.of(TaskType.PARSE));
    return switch (intake.take(name, source)) {
      case Intake.Taken(var task) -> task;
      case Intake.Refused(var path, var why) -> throw new IllegalStateException(path + ": " + why);
    };
  }
}
