package io.skillmill.parsers.declared;

import io.skillmill.parsers.located.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What carrying out a tool amounts to.
 *
 * @param actionType one of the schema's
 * @param deterministic whether the same inputs give the same output, as far as can be told
 * @param sideEffects in words; none where it only reads or computes
 */
public record Hints(String actionType, boolean deterministic, List<String> sideEffects) {

  private static final Set<String> NOT_DETERMINISTIC = Set.of("llm_inference", "await_input");

  private static final Map<String, String> EFFECTS =
      Map.of(
          "io_write", "adds to or changes what is stored",
          "state_change", "changes state",
          "external_call", "reaches systems outside");

  private static final String DESTROYS = "may delete or overwrite what is there";
  private static final String REACHES_OUT = "reaches systems outside";

  public Hints {
    sideEffects = List.copyOf(sideEffects);
  }

  /** Told by the verb that its name begins with, else by that of its description. */
  public static Hints ofVerb(String name, String description) {
    String type = Verbs.type(name).or(() -> Verbs.type(description)).orElse("external_call");
    return of(type);
  }

  /** Of a type that is known. */
  public static Hints of(String type) {
    String effect = EFFECTS.getOrDefault(type, "");
    return new Hints(
        type, !NOT_DETERMINISTIC.contains(type), effect.isEmpty() ? List.of() : List.of(effect));
  }

  /**
   * Told by the annotations of MCP where they say it, else by the verb. A hint that is left out
   * says nothing here: its default would call most tools destructive.
   */
  public static Hints ofAnnotations(Located annotations, Hints verb) {
    boolean reads = annotations.at("readOnlyHint").isTrue();
    boolean destroys = !reads && annotations.at("destructiveHint").isTrue();
    boolean outside = annotations.at("openWorldHint").isTrue();
    String type = reads ? "io_read" : destroys ? "state_change" : verb.actionType;
    if (!reads && annotations.at("readOnlyHint").isFalse() && type.equals("io_read")) {
      type = "io_write";
    }
    var effects = new ArrayList<>(of(type).sideEffects);
    if (destroys) {
      effects.add(DESTROYS);
    }
    if (outside && !effects.contains(REACHES_OUT)) {
      effects.add(REACHES_OUT);
    }
    return new Hints(type, !outside && of(type).deterministic, effects);
  }

  /** Told by the method of HTTP: what is safe reads, what deletes or replaces changes state. */
  public static Hints ofMethod(String method) {
    return switch (method) {
      case "get", "head", "options", "trace", "query" ->
          new Hints("io_read", false, List.of(REACHES_OUT));
      case "put", "patch" ->
          new Hints("state_change", false, List.of(REACHES_OUT, "changes state"));
      case "delete" -> new Hints("state_change", false, List.of(REACHES_OUT, DESTROYS));
      default -> new Hints("external_call", false, List.of(REACHES_OUT));
    };
  }

  void put(ObjectNode action) {
    action.put("action_type", actionType).put("deterministic", deterministic);
    if (!sideEffects.isEmpty()) {
      var effects = action.putArray("side_effects");
      sideEffects.forEach(effects::add);
    }
  }
}
