package io.skillmill.schema.run;

import io.skillmill.schema.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a run came to nothing. It is made where the run failed and arrives once, however many skills
 * it passes on its way up.
 *
 * @param kind decides the HTTP status, in its one table
 * @param message what happened, for the caller; holds no path, no address and no secret
 * @param skill the one that failed
 * @param chain the skills on the stack when it failed, the entry first
 * @param type what sort of error the skill itself spoke of, such as {@code ValueError}; may be
 *     empty
 * @param details more of it as a tree, where there is more
 */
public record RunFailure(
    Kind kind,
    String message,
    String skill,
    List<String> chain,
    String type,
    Optional<ObjectNode> details) {

  /** In the details of one that is busy: after how many milliseconds it is of use to ask again. */
  public static final String RETRY_AFTER = "retry_after_ms";

  /** The ways in which a run can come to nothing. */
  public enum Kind {
    /** There is no skill of this name. */
    UNKNOWN_SKILL,
    /** The input is not what the skill declares. */
    INVALID_INPUT,
    /** The skill will not have this input, and says why. */
    REFUSED,
    /** The caller gave no credential of a name that is needed. */
    MISSING_CREDENTIALS,
    /** A skill stands on the stack already. */
    CYCLE,
    /** Too many skills stand on the stack. */
    TOO_DEEP,
    /** The input is larger than the skill takes. */
    TOO_LARGE,
    /** More calls than the skill takes at present. */
    BUSY,
    /** It took longer than it may. */
    TIMEOUT,
    /** Whoever asked does not want it any more. */
    CANCELLED,
    /** What the skill needs is not on this machine, or not within reach. */
    UNAVAILABLE,
    /** The skill broke. */
    BROKEN;

    /** The word on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RunFailure {
    chain = List.copyOf(chain);
  }

  /** A failure of which it is not known yet in which skill it happens. */
  public static RunFailure of(Kind kind, String message) {
    return new RunFailure(kind, message, "", List.of(), "", Optional.empty());
  }

  /** The same, with the place where it happened, unless that is known already. */
  public RunFailure at(List<String> stack) {
    return skill.isEmpty() && !stack.isEmpty()
        ? new RunFailure(kind, message, stack.getLast(), stack, type, details)
        : this;
  }

  /** The same, with the sort of error that the skill spoke of. */
  public RunFailure typed(String name) {
    return new RunFailure(kind, message, skill, chain, name, details);
  }

  /** As it is shown to callers. */
  public ObjectNode toJson() {
    var tree = Json.object().put("kind", kind.word()).put("message", message).put("skill", skill);
    chain.forEach(tree.putArray("chain")::add);
    if (!type.isEmpty()) {
      tree.put("type", type);
    }
    details.ifPresent(more -> tree.set("details", more));
    return tree;
  }

  /** The same, with more to tell. */
  public RunFailure with(ObjectNode more) {
    return new RunFailure(kind, message, skill, chain, type, Optional.of(more));
  }
}
