package io.skillmill.parsers.guidance;

import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.decompose.Draft;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.markdown.MarkdownBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/** Takes a slash command in: its arguments, what it may use, and the prompt it stands for. */
record ClaudeCommand(Guidance guidance, Opening opening) {

  private static final Set<String> KNOWN =
      Set.of(
          "description",
          "argument-hint",
          "arguments",
          "allowed-tools",
          "disallowed-tools",
          "model",
          "disable-model-invocation",
          "user-invocable",
          "background",
          "effort",
          "context",
          "agent",
          "hooks",
          "shell",
          "when_to_use");

  ParseResult document() {
    String name = name();
    ClaudeFields fields = new ClaudeFields(guidance);
    fields.allowed("allowed-tools");
    fields.forbidden("disallowed-tools");
    guidance
        .field("argument-hint")
        .filter(field -> field.text().isPresent())
        .ifPresent(field ->
            guidance.directive(
                "knowledge", field, "It is given " + field.text().orElse("arguments")));
    fields.chosen();
    fields.unknown(KNOWN, "command-field-unknown");
    loadTime();
    Draft draft =
        guidance
            .draft()
            .named(SkillId.ofClient("command", name), name)
            .description(guidance.fieldText("description").orElse(guidance.opening()))
            .original("dialect", StringNode.valueOf("claude-command"));
    return guidance.document(draft);
  }

  /** Directories below {@code commands} are name spaces. */
  private String name() {
    List<String> all = opening.directories();
    var parts = new ArrayList<>(all.subList(spaces(all), all.size()));
    parts.add(opening.bareName());
    String name = String.join(":", parts).strip();
    return name.isBlank() ? "command" : name;
  }

  private static int spaces(List<String> directories) {
    int commands = directories.lastIndexOf("commands");
    return commands < 0 ? directories.size() : commands + 1;
  }

  private void loadTime() {
    boolean runs = guidance.body().commands().stream().anyMatch(MarkdownBody.Command::loadTime);
    boolean may =
        guidance.field("allowed-tools").stream()
            .flatMap(field -> ToolNames.spaced(field.value()).stream())
            .anyMatch(tool -> tool.startsWith("Bash") || tool.equals("*"));
    if (runs && !may) {
      guidance.warning(
          "command-load-time",
          "The command runs a shell when it is called, and allowed-tools does not name Bash; add"
              + " it, such as Bash(git status:*)",
          "allowed-tools");
    }
  }
}
