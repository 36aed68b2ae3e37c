package io.skillmill.coordination.agents;

import io.skillmill.coordination.toolloop.Talk.Stop;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came of a turn, also where it was stopped on the way.
 *
 * @param message what the agent says; may be empty
 * @param actions what it did, in the order in which the model wished it
 * @param suggestions skills that fit what was asked for, and were not used
 * @param needsSkill whether no skill fits, and none was written
 * @param usage what the model took, with what writing skills took
 * @param problem why there is no answer, or why the turn is not kept
 */
public record AgentAnswer(
    String sessionId,
    String message,
    List<Action> actions,
    List<SkillShelf.Fitting> suggestions,
    boolean needsSkill,
    Stop stop,
    ChatUsage usage,
    Standing standing,
    Optional<Problem> problem) {

  public AgentAnswer {
    actions = List.copyOf(actions);
    suggestions = List.copyOf(suggestions);
  }

  /** Whether the session knows of the turn. */
  public enum Standing {
    KEPT,
    /** The session was removed meanwhile, or gone on with at another host of the store. */
    OVERTAKEN,
    /** The store could not be written to. */
    LOST
  }

  /** As it is told over HTTP. */
  public ObjectNode toJson() {
    var tree = Json.object().put("session_id", sessionId).put("message", message);
    var done = tree.putArray("actions");
    actions.forEach(action -> done.add(action.toJson()));
    var others = tree.putArray("suggestions");
    suggestions.forEach(fitting -> others.add(toJson(fitting)));
    tree.put("needs_skill", needsSkill).put("stop", stop.word());
    tree.set("usage", usage.toJson());
    problem.ifPresent(why -> tree.put("problem", why.what()).put("remedy", why.remedy()));
    return tree;
  }

  private static ObjectNode toJson(SkillShelf.Fitting fitting) {
    return Json.object()
        .put("skill", fitting.skill())
        .put("description", fitting.description())
        .put("score", Math.round(fitting.score() * 100) / 100.0)
        .put("reason", fitting.reason());
  }
}
