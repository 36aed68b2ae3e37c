package io.skillmill.coordination.skills.bundled.memory;

import io.skillmill.coordination.chaos.Program;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.db.Database;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import java.util.List;

/** Tells the memory of one pair after the other, and says which ones were acknowledged. */
final class MemoryProgram {

  static final int PAIRS_MAX = 100_000;

  private MemoryProgram() {}

  public static void main(String[] arguments) {
    try (var database = Database.open(arguments[0])) {
      var memory = BundledSkills.on(database).make("memory").orElseThrow();
      try (var engine = SkillEngine.of(SkillSet.of(List.of(memory)))) {
        System.out.println(Program.READY);
        for (int n = 0; n < PAIRS_MAX; n++) {
          tell(engine, arguments[1] + n);
        }
      }
    }
  }

  private static void tell(SkillEngine engine, String name) {
    var input = Json.object().put("operation", "create_entities");
    var entities = input.putArray("entities");
    entities.addObject().put("name", name).putArray("observations").add("first").add("second");
    entities.addObject().put("name", name + "-other");
    if (engine.run(RunRequest.of("memory", input)) instanceof RunAnswer.Done) {
      System.out.println("told " + name);
    }
  }
}
