package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.cli.finding.Sayings;
import io.skillmill.cli.finding.SkillQuestion;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Finds hosted skills by what they say of themselves. */
final class SkillSearch {

  private SkillSearch() {}

  static ObjectNode answer(Snapshot skills, Context context, String base) {
    var question =
        SkillQuestion.of(
            parameter(context, "query"),
            parameter(context, "category"),
            parameter(context, "complexity"),
            parameter(context, "tags"));
    var found = question.ranked(skills.mounted(), Sayings::of);
    var page = Json.object();
    page.set("query", question.tree());
    page.put("results", found.size());
    page.set("skills", SkillPages.entries(found, base));
    return page;
  }

  private static String parameter(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).orElse("");
  }
}
