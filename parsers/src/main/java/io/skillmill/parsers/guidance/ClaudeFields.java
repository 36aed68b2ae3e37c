package io.skillmill.parsers.guidance;

import io.skillmill.parsers.located.Shown;
import io.skillmill.parsers.yaml.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes in the fields that agents and commands share: tools, and what is chosen for them. */
final class ClaudeFields {

  /** How much of a value is shown. */
  private static final int SHOWN_MAX = 300;

  private final Guidance guidance;
  private final List<String> allowed = new ArrayList<>();
  private final List<String> forbidden = new ArrayList<>();

  ClaudeFields(Guidance guidance) {
    this.guidance = guidance;
  }

  void allowed(String name) {
    guidance
        .field(name)
        .ifPresent(field -> {
          allowed.addAll(ToolNames.spaced(field.value()));
          if (!allowed.isEmpty()) {
            guidance.rule(
                "permission_check",
                field,
                brief("the tool is one of " + String.join(", ", allowed)));
          }
        });
  }

  void forbidden(String name) {
    guidance
        .field(name)
        .ifPresent(field -> {
          forbidden.addAll(ToolNames.spaced(field.value()));
          if (!forbidden.isEmpty()) {
            guidance.directive(
                "constraint", field, brief("Do not use " + String.join(", ", forbidden)));
          }
        });
  }

  /** What else is said of how it runs. */
  void chosen() {
    for (String name : List.of("model", "permissionMode", "effort", "isolation", "memory")) {
      guidance
          .field(name)
          .filter(field -> field.text().isPresent())
          .ifPresent(field ->
              guidance.directive(
                  "preference",
                  field,
                  brief("The %s is %s".formatted(name, field.text().orElse("")))));
    }
  }

  void unknown(Set<String> known, String rule) {
    for (Field field : guidance.fields()) {
      if (!known.contains(field.name())) {
        guidance.info(
            rule,
            "Claude Code does not know this field and passes over it; remove it, or check its"
                + " spelling",
            field.name());
      }
    }
  }

  private static String brief(String text) {
    return Shown.brief(text, SHOWN_MAX);
  }
}
