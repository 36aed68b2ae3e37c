package io.skillmill.cli.bench.hosting;

import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** How much memory one more light skill takes. */
final class Weight {

  private static final int TIMES_AS_MANY = 10;
  private static final int COLLECTIONS = 3;

  private Weight() {}

  /** Weighs the heap with few skills and with many. */
  static ObjectNode measure(HostPlan plan, List<SkillKind> kinds) throws IOException {
    try (var folder = Folder.make()) {
      folder.write(1, 0);
      var builtins = BundledSkills.alone().skills();
      try (var hosting = Hosting.open(Plan.config(folder.config()).builtins(builtins), kinds)) {
        long few = heap();
        int more = plan.skills() * TIMES_AS_MANY;
        folder.write(1 + more, 0);
        hosting.reload();
        if (hosting.snapshot().mounted().size() != more + 2) {
          throw new IllegalStateException("Not all skills could be loaded");
        }
        long many = heap();
        return Json.object()
            .put("skills", more)
            .put("kilobytes_each", (many - few) / (1024.0 * more));
      }
    }
  }

  private static long heap() {
    var runtime = Runtime.getRuntime();
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
