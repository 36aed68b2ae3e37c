package io.skillmill.parsers.guidance;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.located.Shown;
import io.skillmill.parsers.yaml.Field;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/** Parses Cursor's rules, {@code .mdc} files that say themselves when they are given to a model. */
public final class CursorRuleParser implements SkillParser {

  private static final String VERSION = "1";

  private static final Set<String> KNOWN = Set.of("description", "globs", "alwaysApply");

  @Override
  public String name() {
    return "cursor-rule";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    Opening opening = Opening.of(source);
    if (opening.endsIn(".mdc")) {
      return Fit.CERTAIN;
    }
    boolean its = opening.has("alwaysapply");
    return its && opening.endsIn(".md") ? Fit.LIKELY : Fit.NONE;
  }

  /** Cursor writes globs without quotes, which strict YAML takes for an alias. */
  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    String file = Opening.of(source).bareName().strip();
    String name = file.isEmpty() ? "rule" : file;
    return new Guidance.Reading(this, source, limits)
        .lenient()
        .read(guidance -> document(guidance, name));
  }

  private static ParseResult document(Guidance guidance, String name) {
    boolean always = always(guidance);
    List<String> globs =
        guidance.field("globs").map(field -> ToolNames.of(field.value())).orElse(List.of());
    String description = guidance.fieldText("description").orElse("");
    String mode =
        always
            ? "always"
            : !globs.isEmpty()
                ? "auto-attached"
                : description.isEmpty() ? "manual" : "agent-requested";
    applied(guidance, mode, globs);
    for (Field field : guidance.fields()) {
      if (!KNOWN.contains(field.name())) {
        guidance.info(
            "cursor-field-unknown",
            "Cursor does not know this field and passes over it; use description, globs and"
                + " alwaysApply",
            field.name());
      }
    }
    return guidance.document(
        guidance
            .draft()
            .named(SkillId.ofClient("rule", name), name)
            .description(description.isEmpty() ? guidance.opening() : description)
            .original("dialect", StringNode.valueOf("cursor"))
            .original("mode", StringNode.valueOf(mode))
            .original("globs", ToolNames.json(globs)));
  }

  private static boolean always(Guidance guidance) {
    String said = guidance.fieldText("alwaysApply").orElse("");
    String word = said.toLowerCase(Locale.ROOT);
    if (!said.isEmpty() && !word.equals("true") && !word.equals("false")) {
      guidance.warning(
          "cursor-always-apply",
          "alwaysApply is %s and must be true or false; correct it".formatted(Shown.of(said)),
          "alwaysApply");
    }
    return word.equals("true");
  }

  private static void applied(Guidance guidance, String mode, List<String> globs) {
    switch (mode) {
      case "always" ->
          guidance
              .field("alwaysApply")
              .ifPresent(field -> guidance.directive("knowledge", field, "It applies always"));
      case "auto-attached" ->
          guidance
              .field("globs")
              .ifPresent(field ->
                  guidance.rule(
                      "state_check",
                      field,
                      Shown.brief("a file matches " + String.join(" or ", globs), 300)));
      case "manual" ->
          guidance.info(
              "cursor-manual",
              "The rule is given to a model only when it is asked for by name; add a description,"
                  + " globs or alwaysApply: true if that is not meant",
              "description");
      default -> {}
    }
    if (mode.equals("always") && !globs.isEmpty()) {
      guidance.info(
          "cursor-globs-unused",
          "The rule applies always, so its globs say nothing; remove one of the two",
          "globs");
    }
  }
}
