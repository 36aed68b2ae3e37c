package io.skillmill.parsers.guidance;

/** What a Markdown file of Claude Code is: by its directory, else by its fields. */
enum ClaudeKind {
  AGENT,
  COMMAND;

  static ClaudeKind of(Opening opening) {
    int agents = opening.directories().lastIndexOf("agents");
    int commands = opening.directories().lastIndexOf("commands");
    if (agents != commands) {
      return agents > commands ? AGENT : COMMAND;
    }
    return ClaudeMarkdownParser.isAgent(opening) ? AGENT : COMMAND;
  }
}
