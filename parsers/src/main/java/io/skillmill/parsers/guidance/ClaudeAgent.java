package io.skillmill.parsers.guidance;

import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.decompose.Draft;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.yaml.Field;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/** Takes an agent in: who it is, what it may use, and the prompt it works by. */
record ClaudeAgent(Guidance guidance, Opening opening) {

  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "description",
          "tools",
          "disallowedTools",
          "model",
          "permissionMode",
          "maxTurns",
          "skills",
          "mcpServers",
          "hooks",
          "memory",
          "background",
          "effort",
          "isolation",
          "color",
          "initialPrompt");

  ParseResult document() {
    String name = name();
    described();
    ClaudeFields fields = new ClaudeFields(guidance);
    fields.allowed("tools");
    fields.forbidden("disallowedTools");
    guidance.field("skills").ifPresent(this::skills);
    fields.chosen();
    fields.unknown(KNOWN, "agent-field-unknown");
    Draft draft =
        guidance
            .draft()
            .named(SkillId.ofClient("agent", name), name)
            .description(guidance.fieldText("description").orElse(guidance.opening()))
            .original("dialect", StringNode.valueOf("claude-agent"));
    return guidance.document(draft);
  }

  private String name() {
    String name = guidance.fieldText("name").orElse("");
    if (name.isEmpty()) {
      guidance.error(
          "agent-name-missing",
          "The agent has no name, so it is not loaded; give it one in the frontmatter",
          "name");
      return opening.bareName().isBlank() ? "agent" : opening.bareName().strip();
    }
    boolean fine =
        name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    if (!fine) {
      guidance.warning(
          "agent-name",
          "The name should be of a-z, 0-9 and hyphens alone; rename the agent",
          "name");
    }
    return name;
  }

  private void described() {
    if (guidance.fieldText("description").isEmpty()) {
      guidance.error(
          "agent-description-missing",
          "The agent has no description, so it is not loaded; say when it is to be asked",
          "description");
    }
  }

  private void skills(Field field) {
    List<String> skills = ToolNames.of(field.value());
    skills.forEach(skill -> guidance.traits().skill(skill, field.key()));
    if (!skills.isEmpty()) {
      guidance.directive("knowledge", field, "It knows the skills " + String.join(", ", skills));
    }
  }
}
