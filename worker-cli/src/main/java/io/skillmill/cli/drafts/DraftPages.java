package io.skillmill.cli.drafts;

import io.skillmill.coordination.skills.generating.Generated;
import io.skillmill.db.DraftRows.Draft;
import io.skillmill.schema.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What is told about drafts, as trees. */
public final class DraftPages {

  private DraftPages() {}

  /** All of them, without their texts. */
  public static ObjectNode list(List<Draft> drafts) {
    var page = Json.object().put("total", drafts.size());
    var list = page.putArray("drafts");
    drafts.forEach(draft -> list.add(about(draft)));
    return page;
  }

  /** One with everything that is known of it. */
  public static ObjectNode whole(Draft draft) {
    var page = about(draft);
    page.set("declaration", Json.readOurs(draft.text().declaration()));
    page.put("source", draft.text().source());
    page.set("examples", Json.readOurs(draft.text().examples()));
    page.set("transcript", Json.readOurs(draft.text().transcript()));
    return page;
  }

  private static ObjectNode about(Draft draft) {
    var making = draft.making();
    var decision = draft.decision();
    var page = Json.object().put("draft", draft.id()).put("name", draft.skill());
    page.put("kind", draft.kind()).put("state", decision.state());
    page.put("description", draft.text().wished());
    page.put("by", making.by()).put("at", making.at().toString()).put("model", making.model());
    page.putObject("usage")
        .put("prompt_tokens", making.promptTokens())
        .put("completion_tokens", making.completionTokens());
    decision.by().ifPresent(by -> page.put("decided_by", by));
    decision.at().ifPresent(at -> page.put("decided_at", at.toString()));
    decision.revision().ifPresent(revision -> page.put("revision", revision));
    return page;
  }

  /** What came of a wish. */
  public static ObjectNode generated(Generated generated) {
    return switch (generated) {
      case Generated.Kept kept -> {
        var page = Json.object().put("success", true).put("draft", kept.draft());
        page.put("name", kept.name()).put("state", "draft").putNull("error");
        yield page.set("usage", kept.usage().toJson());
      }
      case Generated.Unfit unfit -> {
        var page = Json.object().put("success", false);
        page.put("error", "Nothing that the model wrote would do: " + unfit.flaws().getLast());
        page.put("detail", page.path("error").asString());
        unfit.flaws().forEach(page.putArray("attempts")::add);
        yield page.set("usage", unfit.usage().toJson());
      }
      case Generated.Unheard unheard ->
          Json.object()
              .put("success", false)
              .put("error", unheard.why().what())
              .put("detail", unheard.why().what())
              .put("remedy", unheard.why().remedy());
    };
  }
}
