package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.cli.exposition.Exposition;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Caller;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.ours.OurText;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** What the server tells about itself: that it is there, and what can be asked of it. */
final class AboutRoutes {

  private static final String STORE = "openapi.json";
  private static final String SKILLS = "openapi-skills.json";

  private AboutRoutes() {}

  /** Where a store is served alone, or with skills beside it, which tell of their own health. */
  static void addTo(Desk desk, SkillRoutes.Surroundings around, Optional<Hosting> skills) {
    Answers answers = around.answers();
    if (skills.isEmpty()) {
      byte[] well = Json.utf8(Json.object().put("status", "ok"));
      for (String path : List.of("/health", "/health/live", "/health/ready")) {
        desk.onProbe(path, context -> answers.json(context, well));
      }
      desk.onRequest("GET", "/metrics", context -> metrics(context, around));
    }
    Function<Caller, byte[]> description =
        skills.isEmpty()
            ? _ -> OurText.of(AboutRoutes.class, STORE).getBytes(StandardCharsets.UTF_8)
            : caller -> Json.utf8(description(skills.get().snapshot().only(caller::maySee)));
    desk.onRequest(
        "GET",
        "/openapi.json",
        context -> answers.json(context, description.apply(Desk.caller(context))));
  }

  private static void metrics(Context context, SkillRoutes.Surroundings around) {
    byte[] told = SkillMetrics.of(around.tasks(context), around.log().tallies());
    around.answers().give(context, Exposition.TYPE, told);
  }

  /** One skill, described on its own. */
  static ObjectNode description(Mounted skill) {
    return SkillDescription.ofOne(skill, tree(SKILLS));
  }

  private static ObjectNode description(Snapshot seen) {
    return SkillDescription.of(store(), tree(SKILLS), seen);
  }

  private static ObjectNode store() {
    return tree(STORE);
  }

  private static ObjectNode tree(String name) {
    return (ObjectNode) Json.readOurs(OurText.of(AboutRoutes.class, name));
  }
}
